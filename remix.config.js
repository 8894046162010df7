/**
 * Remix's own options. Vite's configuration imports them (see vite.config.ts).
 * The `v3_*` flags are React Router 7's behaviour: with them on, moving there is a codemod.
 * @type {import("@remix-run/dev").VitePluginConfig}
 */
export default {
  appDirectory: "app",
  // scripts/build.mjs builds beside, then swaps: a build that fails leaves the one that works.
  buildDirectory: process.env.BUILD_DIRECTORY ?? "build",
  serverModuleFormat: "esm",
  future: {
    v3_fetcherPersist: true,
    v3_relativeSplatPath: true,
    v3_throwAbortReason: true,
    v3_singleFetch: true,
    v3_routeConfig: true,
    // Lazy discovery would send the whole map of routes one request at a time; ours fits in a page.
    v3_lazyRouteDiscovery: false,
  },
};

import js from "@eslint/js";
import { defineConfig, globalIgnores } from "eslint/config";
import tseslint from "typescript-eslint";

const TEXT = "Interface texts come from app/i18n, in French and in English.";

export default defineConfig(
  globalIgnores(["build/", "var/", "test-results/", "node_modules/", "db/types.ts", "public/"]),
  js.configs.recommended,
  tseslint.configs.recommendedTypeChecked,
  {
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    // What deserves an exception deserves a better rule: exceptions are below, for everybody to see.
    linterOptions: { noInlineConfig: true },
    rules: {
      "@typescript-eslint/no-floating-promises": "error",
      "@typescript-eslint/no-explicit-any": "error",
      "@typescript-eslint/consistent-type-imports": [
        "error",
        { fixStyle: "inline-type-imports", disallowTypeAnnotations: false },
      ],
      "@typescript-eslint/no-misused-promises": ["error", { checksVoidReturn: { attributes: false } }],
      "@typescript-eslint/no-unused-vars": [
        "error",
        { argsIgnorePattern: "^_", varsIgnorePattern: "^_", ignoreRestSiblings: true },
      ],
      "@typescript-eslint/restrict-template-expressions": ["error", { allowNumber: true }],
      // `interface AppLoadContext extends LoadContext {}` is how a library's interface is extended.
      "@typescript-eslint/no-empty-object-type": ["error", { allowInterfaces: "with-single-extends" }],
      // Loaders and actions throw responses.
      "@typescript-eslint/only-throw-error": [
        "error",
        { allow: [{ from: "lib", name: "Response" }, "TypedResponse", "DataWithResponseInit"] },
      ],
      // Our interfaces are written as methods and never use `this`.
      "@typescript-eslint/unbound-method": "off",
      // Its fixes break unions that Remix rebuilds (useActionData).
      "@typescript-eslint/no-unnecessary-type-assertion": "off",
      // `async` without `await` turns exceptions into rejections: often meant.
      "@typescript-eslint/require-await": "off",
      // The compiler knows what is defined, and what falls through.
      "no-undef": "off",
      "no-fallthrough": "off",
      // Libraries' enums are compared with the words they stand for.
      "@typescript-eslint/no-unsafe-enum-comparison": "off",
      eqeqeq: ["error", "always", { null: "ignore" }],
      "no-eval": "error",
    },
  },
  {
    // Plain JavaScript has no way to give JSON.parse a type that this plugin sees; the compiler checks these files.
    files: ["**/*.{js,mjs}"],
    rules: { "@typescript-eslint/no-unsafe-assignment": "off", "@typescript-eslint/no-unsafe-return": "off" },
  },
  {
    files: ["app/**", "server/**", "db/**"],
    // The last two are lists: every URL of the product, and its links.
    ignores: [
      ...["**/*.test.ts", "app/i18n/**", "db/demo/**", "server/notifications/messages/**"],
      ...["app/routes.ts", "app/paths.ts"],
    ],
    rules: { "max-lines": ["error", { max: 350 }] },
  },
  {
    files: ["app/**", "server/**"],
    ignores: ["server/index.ts", "server/worker.ts"],
    rules: { "no-console": "error" },
  },
  {
    files: ["server/**"],
    ignores: ["**/*.test.ts"],
    rules: {
      "@typescript-eslint/no-restricted-imports": [
        "error",
        {
          paths: [
            {
              name: "kysely",
              allowImportNames: ["sql"],
              allowTypeImports: true,
              message: "Connections and dialects belong to db/.",
            },
          ],
        },
      ],
    },
  },
  {
    files: ["app/**/*.tsx"],
    rules: {
      "no-restricted-syntax": [
        "error",
        { selector: String.raw`JSXText[value=/^(?!\s*Grappe\s*$)[^]*\p{L}{2}/u]`, message: TEXT },
        {
          selector: String.raw`JSXAttribute[name.name=/^(aria-label|title|alt|placeholder|label)$/] > Literal[value=/\p{L}{2}/u]`,
          message: TEXT,
        },
      ],
    },
  },
);

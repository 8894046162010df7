import { vitePlugin as remix } from "@remix-run/dev";
import tailwindcss from "@tailwindcss/vite";
import { defineConfig } from "vite";
import { denyImports } from "vite-env-only";
import remixConfig from "./remix.config.js";

declare module "@remix-run/node" {
  interface Future {
    v3_singleFetch: true;
  }
}

export default defineConfig({
  plugins: [
    // Remix does not guard a top-level server/ by itself. The kernel is pure and shared with the browser.
    denyImports({
      client: { files: ["**/db/**", /\/server\/(?!kernel\/)/], specifiers: ["postgres", "kysely", "sharp", /^node:/] },
    }),
    tailwindcss(),
    remix(remixConfig),
  ],
  resolve: {
    alias: {
      "~server": new URL("./server", import.meta.url).pathname,
      "~": new URL("./app", import.meta.url).pathname,
    },
  },
  server: { hmr: { port: Number(process.env.HMR_PORT ?? 24678) } },
  build: { target: "es2022", assetsInlineLimit: 0 },
  ssr: { noExternal: ["react-big-calendar"] },
});

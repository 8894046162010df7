import { defineConfig } from "vitest/config";

const alias = {
  "~server": new URL("./server", import.meta.url).pathname,
  "~": new URL("./app", import.meta.url).pathname,
};

export default defineConfig({
  test: {
    projects: [
      {
        // Pure decisions: no database, no network.
        resolve: { alias },
        test: {
          name: "fast",
          sequence: { groupOrder: 1 },
          include: ["{app,server,db,scripts}/**/*.test.{ts,tsx}"],
          // Of a busy machine: ten thousand cases of a property take their time there.
          testTimeout: 60_000,
        },
      },
      {
        // Real requests on a real PostgreSQL.
        resolve: { alias },
        test: {
          name: "requests",
          // Vitest asks for an order between projects with different numbers of workers.
          sequence: { groupOrder: 2 },
          include: ["tests/requests/**/*.test.ts"],
          globalSetup: "tests/support/database.ts",
          pool: "forks",
          maxWorkers: 2,
          testTimeout: 60_000,
          hookTimeout: 90_000,
        },
      },
    ],
  },
});

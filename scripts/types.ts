// Writes db/types.ts from the schema of a freshly migrated database, or with --check says whether it is up to date.
import { execFile } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { startEmbedded } from "../db/embedded";
import { migrate } from "../db/migrate";

const TYPES = fileURLToPath(new URL("../db/types.ts", import.meta.url));
const CODEGEN = fileURLToPath(new URL("../node_modules/kysely-codegen/dist/cli/bin.js", import.meta.url));

/** As db/connection.ts reads them: int8 as a number, a day as "YYYY-MM-DD". */
const OPTIONS = [
  "--camel-case",
  "--dialect=postgres",
  "--date-parser=string",
  '--type-mapping={"int8":"number"}',
  "--include-pattern=public.*",
  "--exclude-pattern=public.schema_migrations",
];

const generated = await generate();
if (!process.argv.includes("--check")) {
  writeFileSync(TYPES, generated);
  console.log("db/types.ts written.");
} else if (readFileSync(TYPES, "utf8") !== generated) {
  console.error("db/types.ts is not what the migrations make: run npm run types:generate.");
  process.exitCode = 1;
}

async function generate(): Promise<string> {
  const dataDir = mkdtempSync(path.join(os.tmpdir(), "grappe-types-"));
  try {
    const { ownerUrl, stop } = await startEmbedded({ dataDir, unsafe: true });
    try {
      await migrate(ownerUrl);
      const out = path.join(dataDir, "types.ts");
      await promisify(execFile)(process.execPath, [CODEGEN, `--url=${ownerUrl}`, `--out-file=${out}`, ...OPTIONS]);
      return readFileSync(out, "utf8");
    } finally {
      await stop({ quick: true });
    }
  } finally {
    rmSync(dataDir, { recursive: true, force: true });
  }
}

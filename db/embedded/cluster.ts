import { mkdirSync, renameSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { type Account, launch } from "./account";
import type { Binaries } from "./binaries";
import { explainFailure } from "./failures";

/** Where a database's files are, and what runs on them. */
export interface Place {
  folder: string;
  cluster: string;
  binaries: Binaries;
  account: Account;
  unsafe: boolean;
}

/** Makes the files beside their final place, so that an interrupted creation is never taken for a database. */
export async function createCluster(place: Place, password: string): Promise<void> {
  const { folder, cluster, binaries, account, unsafe } = place;
  const draft = `${cluster}.new`;
  rmSync(draft, { recursive: true, force: true });
  mkdirSync(draft, { mode: 0o700 });
  account.give(draft);
  const secret = path.join(folder, "postgres.init");
  rmSync(secret, { force: true });
  writeFileSync(secret, `${password}\n`, { mode: 0o600, flag: "wx" });
  account.give(secret);
  const options = (ctype: string): string[] => [
    `--pgdata=${draft}`,
    "--username=grappe",
    `--pwfile=${secret}`,
    "--auth=scram-sha-256",
    "--encoding=UTF8",
    // Sorting and case by PostgreSQL's own tables: the same on every machine, whatever its system becomes. What the
    // system calls a letter still matters to pg_trgm, hence the last one.
    "--locale=C",
    "--locale-provider=builtin",
    "--builtin-locale=C.UTF-8",
    `--lc-ctype=${ctype}`,
    ...(unsafe ? ["--no-sync"] : []),
  ];
  try {
    let outcome = await runToEnd(account, binaries.initdb, options("C.UTF-8"));
    if (outcome.failed && /invalid locale name|locale name "C\.UTF-8"/.test(outcome.output)) {
      outcome = await runToEnd(account, binaries.initdb, options("C"));
    }
    if (outcome.failed) throw explainFailure(outcome.output, folder);
    renameSync(draft, cluster);
  } finally {
    rmSync(secret, { force: true });
    rmSync(draft, { recursive: true, force: true });
  }
}

async function runToEnd(account: Account, program: string, args: string[]) {
  const child = launch(account, program, args, "pipe");
  let output = "";
  child.stdout?.on("data", (chunk: Buffer) => (output += chunk.toString()));
  child.stderr?.on("data", (chunk: Buffer) => (output += chunk.toString()));
  const failed = await new Promise<boolean>((resolve) => {
    child.on("error", (error) => {
      output += error.message;
      resolve(true);
    });
    child.on("close", (code) => resolve(code !== 0));
  });
  return { failed, output };
}

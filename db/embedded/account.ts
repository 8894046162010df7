import { type ChildProcess, execFileSync, spawn, type SpawnOptions } from "node:child_process";
import { chownSync, existsSync, statSync } from "node:fs";
import path from "node:path";
import { Obstacle } from "../obstacle";

/**
 * Under which account PostgreSQL runs. It refuses to be root: an ordinary user runs it under his own account; root
 * (a fresh container) lends it another one.
 */
export interface Account {
  uid?: number;
  gid?: number;
  /** Words to put before the command, when the account needs help to reach the folders. */
  prefix: string[];
  /** Gives a file or an empty folder to the account. */
  give(file: string): void;
}

/**
 * Chooses the account: the present owner of the files, or `postgres` when the machine has it, or `nobody`, which every
 * machine has; no account is ever created on the machine.
 * @param clusterDir where the files of the database are, or will be
 * @param programs the programs that the account must be able to run
 * @throws Obstacle when no account can reach the folders
 */
export function chooseAccount(clusterDir: string, programs: string[]): Account {
  if (process.getuid?.() !== 0) return { prefix: [], give: () => {} };
  const account = ownerOf(clusterDir) ?? lookUp("postgres") ?? lookUp("nobody");
  if (!account) {
    throw new Obstacle("PostgreSQL refuse de tourner en root : lancez Grappe sous un compte ordinaire.");
  }
  const { uid, gid } = account;
  const give = (file: string): void => chownSync(file, uid, gid);
  const closed = [...programs, path.dirname(clusterDir)].map((place) => closedParent(place, uid, gid)).find(Boolean);
  if (!closed) return { uid, gid, prefix: [], give };
  // A clone under /root or in a private temporary folder: the account cannot walk through its parents. Rather than
  // open them to everybody, let this process alone walk through, with the one privilege that it takes.
  const privilege = "+dac_override";
  const prefix = [
    "setpriv",
    `--reuid=${uid}`,
    `--regid=${gid}`,
    "--clear-groups",
    // access(), which PostgreSQL asks about its own programs, otherwise forgets privileges.
    "--securebits=+no_setuid_fixup",
    `--inh-caps=${privilege}`,
    `--ambient-caps=${privilege}`,
  ];
  try {
    execFileSync("setpriv", [...prefix.slice(1), ...programs.slice(0, 1), "--version"], { stdio: "ignore" });
  } catch {
    throw new Obstacle(
      `PostgreSQL refuse de tourner en root et le dossier ${closed} est fermé aux autres comptes : placez Grappe ailleurs, ou lancez-la sous un compte ordinaire.`,
    );
  }
  return { prefix, give };
}

function ownerOf(folder: string): { uid: number; gid: number } | null {
  if (!existsSync(folder)) return null;
  const { uid, gid } = statSync(folder);
  return uid === 0 ? null : { uid, gid };
}

function lookUp(name: string): { uid: number; gid: number } | null {
  try {
    const ask = (option: string): number =>
      Number(execFileSync("id", [option, name], { encoding: "utf8", stdio: ["ignore", "pipe", "ignore"] }));
    return { uid: ask("-u"), gid: ask("-g") };
  } catch {
    return null;
  }
}

/** The first folder above a place (or the place itself) that the account may not walk through. */
function closedParent(place: string, uid: number, gid: number): string | undefined {
  const root = path.parse(path.resolve(place)).root;
  for (let folder = path.resolve(place); ; folder = path.dirname(folder)) {
    const stat = statSync(folder);
    const right = stat.uid === uid ? 0o100 : stat.gid === gid ? 0o010 : 0o001;
    if ((stat.mode & right) === 0) return folder;
    if (folder === root) return undefined;
  }
}

/**
 * Runs a program under the account, apart from this process's group: Ctrl-C reaches the whole group, and the database must outlive the
 * requests in flight. Settings of the surroundings (PGDATA, LC_ALL…) must not leak in.
 */
export function launch(account: Account, program: string, args: string[], output: "pipe" | number): ChildProcess {
  const [command = program, ...words] = [...account.prefix, program, ...args];
  const env: NodeJS.ProcessEnv = { ...process.env, LC_ALL: "C" };
  for (const name of Object.keys(env)) if (/^(PG|LC_(?!ALL)|LANG)/.test(name)) delete env[name];
  const options: SpawnOptions = {
    ...(account.prefix.length ? {} : { uid: account.uid, gid: account.gid }),
    env,
    cwd: path.parse(program).root,
    detached: true,
    stdio: ["ignore", output, output],
  };
  return spawn(command, words, options);
}

import postgres from "postgres";
import { connectionOptions } from "./connection";

/** What the triggers of 0015_links_imports_changes.sql say, "<pôle> <resource>" for each booking or blocking that changes. */
const CHANNEL = "grappe_changes";
/** How often the connection is asked whether it is still there, and how long it may take to say so. In milliseconds. */
const PULSE = 15_000;
const PATIENCE = 5_000;
/** Waits between two attempts to connect. In milliseconds. */
const FIRST_WAIT = 100;
const LONGEST_WAIT = 5_000;

interface Listener {
  /** A booking or a blocking of a pôle changed. */
  changed(poleId: string): void;
  /** The connection was lost and is there again: anything may have changed meanwhile. */
  missed(): void;
  /** It was lost, or cannot be had. */
  lost(error: Error): void;
}

/**
 * One connection that only listens. When it dies, or keeps silent, it is thrown away and another takes its place, for
 * as long as it is not closed (postgres.js, left to itself, may stop listening without a word).
 */
export function listenForChanges(appUrl: string, listener: Listener): { close(): Promise<void> } {
  let closed = false;
  let current: postgres.Sql | null = null;
  let wait = FIRST_WAIT;
  let timer: NodeJS.Timeout | undefined;
  let heardBefore = false;

  function open(): void {
    let dead = false;
    const options = {
      ...connectionOptions,
      max: 1,
      idle_timeout: 0,
      max_lifetime: null,
      onclose: () => die(new Error("The connection that listens was closed.")),
      // Left out of the driver's types.
      onnotify: (_channel: string, payload: string) => listener.changed(payload.split(" ", 1)[0] ?? ""),
    };
    const sql = postgres(appUrl, options);
    current = sql;

    const die = (error: Error): void => {
      if (dead) return;
      dead = true;
      void sql.end({ timeout: 0 }).catch(() => {});
      if (closed) return;
      listener.lost(error);
      clearTimeout(timer);
      timer = setTimeout(open, wait);
      wait = Math.min(wait * 2, LONGEST_WAIT);
    };

    const ask = async (statement: string): Promise<void> => {
      const silence = setTimeout(() => die(new Error("The connection that listens keeps silent.")), PATIENCE);
      try {
        await sql.unsafe(statement);
      } finally {
        clearTimeout(silence);
      }
    };

    const pulse = (): void => {
      timer = setTimeout(() => {
        ask("select 1").then(() => {
          if (!dead && !closed) pulse();
        }, die);
      }, PULSE);
    };

    ask(`listen ${CHANNEL}`).then(() => {
      if (dead || closed) return;
      wait = FIRST_WAIT;
      if (heardBefore) listener.missed();
      heardBefore = true;
      pulse();
    }, die);
  }

  open();
  return {
    close: async () => {
      closed = true;
      clearTimeout(timer);
      await current?.end({ timeout: 0 }).catch(() => {});
    },
  };
}

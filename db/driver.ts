import {
  CompiledQuery,
  PostgresAdapter,
  PostgresIntrospector,
  PostgresQueryCompiler,
  type DatabaseConnection,
  type Dialect,
  type Driver,
  type QueryResult,
} from "kysely";
import postgres from "postgres";

type Options = postgres.Options<Record<string, postgres.PostgresType>>;

/** Longer than any statement may run (statement_timeout): after that nobody is there. In milliseconds. */
const SILENCE = 20_000;
/** A connection that nobody used for so long, or that is so old, is closed. In milliseconds. */
const IDLE = 60_000;
const OLD = 30 * 60_000;
/** How long closing waits for what is running. In seconds. */
const PATIENCE = 5;

/**
 * Kysely's way to postgres.js. Each connection is a postgres.js of its own, held by one user at a time, and thrown away
 * for good when it dies: postgres.js 3.4, left to itself, would open it again under its holder and run the rest of a
 * transaction outside of it, or within somebody else's; or write on nothing, which stops the process. See
 * docs/decisions/0003-postgres-js-and-transactions.md.
 */
export function postgresDialect(url: string, options: Options, most: number): Dialect {
  return {
    createAdapter: () => new PostgresAdapter(),
    createDriver: () => new Connections(() => new Connection(url, options), most),
    createIntrospector: (db) => new PostgresIntrospector(db),
    createQueryCompiler: () => new PostgresQueryCompiler(),
  };
}

/** One connection to PostgreSQL, opened by its first query. Once dead it refuses everything. */
class Connection implements DatabaseConnection {
  private readonly sql: postgres.Sql;
  private readonly openedAt = Date.now();
  private death: Error | null = null;
  private beginning: Promise<Error | null> | null = null;
  private tellDeath: (error: Error) => void = () => {};
  private readonly dying = new Promise<never>((_, reject) => (this.tellDeath = reject));

  constructor(url: string, options: Options) {
    // Nobody may be waiting.
    this.dying.catch(() => {});
    this.sql = postgres(url, {
      ...options,
      max: 1,
      idle_timeout: 0,
      max_lifetime: null,
      onclose: () => this.die(failure("CONNECTION_CLOSED", "The connection to the database was closed.")),
    });
  }

  get usable(): boolean {
    return this.death === null && Date.now() - this.openedAt < OLD;
  }

  /**
   * Sends "begin" without waiting for its answer, which comes with that of the first statement: one round trip less for
   * each transaction. That statement must do no harm outside of one, should "begin" fail: inTransaction()'s does none.
   */
  begin(): void {
    this.beginning = this.send(CompiledQuery.raw("begin")).then(
      () => null,
      (error: Error) => this.die(error),
    );
  }

  /** @throws Error what the database says of the statement, or of the "begin" sent before it */
  async executeQuery<R>(query: CompiledQuery): Promise<QueryResult<R>> {
    const { beginning } = this;
    if (!beginning) return this.send(query);
    this.beginning = null;
    const [failed, answer] = await Promise.all([beginning, this.send<R>(query)]);
    if (failed) throw failed;
    return answer;
  }

  private async send<R>({ sql, parameters }: CompiledQuery): Promise<QueryResult<R>> {
    if (this.death) throw this.death;
    const silence = setTimeout(() => this.die(failure("ETIMEDOUT", "The database did not answer.")), SILENCE);
    try {
      // Prepared once: otherwise each query takes two round trips, and is planned anew. Each text is kept, so lists of
      // any length travel as arrays, `= any(…)`.
      const query = this.sql.unsafe(sql, [...parameters] as postgres.ParameterOrJSON<never>[], { prepare: true });
      const result = await Promise.race([query, this.dying]);
      const changes = /^(INSERT|UPDATE|DELETE|MERGE)$/.test(result.command);
      return { rows: [...result] as R[], ...(changes && { numAffectedRows: BigInt(result.count) }) };
    } catch (error) {
      throw error instanceof Error && endsConnection(error) ? this.die(error) : error;
    } finally {
      clearTimeout(silence);
    }
  }

  streamQuery(): never {
    throw new Error("Streaming is not supported: read by pages.");
  }

  /** Refuses everything from now on; tells why. */
  die(error: Error): Error {
    if (this.death) return this.death;
    this.death = error;
    this.tellDeath(error);
    void this.close(0);
    return error;
  }

  async close(patience: number): Promise<void> {
    await this.sql.end({ timeout: patience }).catch(() => {});
  }
}

/** Connections, each lent to one user at a time; those who come when all are lent wait in line. */
class Connections implements Driver {
  private readonly all = new Set<Connection>();
  private readonly idle: { connection: Connection; timer: NodeJS.Timeout }[] = [];
  private readonly line: ((connection: Connection) => void)[] = [];

  constructor(
    private readonly open: () => Connection,
    private readonly most: number,
  ) {}

  async init(): Promise<void> {}

  async acquireConnection(): Promise<Connection> {
    for (let rested = this.idle.pop(); rested; rested = this.idle.pop()) {
      clearTimeout(rested.timer);
      if (rested.connection.usable) return rested.connection;
      this.discard(rested.connection);
    }
    if (this.all.size < this.most) return this.add();
    return new Promise((resolve) => this.line.push(resolve));
  }

  async releaseConnection(connection: Connection): Promise<void> {
    const usable = connection.usable;
    if (!usable) this.discard(connection);
    const next = this.line.shift();
    if (next) next(usable ? connection : this.add());
    else if (usable) this.rest(connection);
  }

  async beginTransaction(connection: Connection): Promise<void> {
    connection.begin();
  }

  async commitTransaction(connection: Connection): Promise<void> {
    await connection.executeQuery(CompiledQuery.raw("commit"));
  }

  async rollbackTransaction(connection: Connection): Promise<void> {
    // Where this fails, it is not known in which state the connection is: nobody else may have it.
    try {
      await connection.executeQuery(CompiledQuery.raw("rollback"));
    } catch (error) {
      throw error instanceof Error ? connection.die(error) : error;
    }
  }

  async destroy(): Promise<void> {
    for (const { timer } of this.idle) clearTimeout(timer);
    await Promise.all([...this.all].map((connection) => connection.close(PATIENCE)));
  }

  private add(): Connection {
    const connection = this.open();
    this.all.add(connection);
    return connection;
  }

  private rest(connection: Connection): void {
    const timer = setTimeout(() => {
      const place = this.idle.findIndex((rested) => rested.connection === connection);
      if (place >= 0) this.idle.splice(place, 1);
      this.discard(connection);
    }, IDLE);
    timer.unref();
    this.idle.push({ connection, timer });
  }

  private discard(connection: Connection): void {
    this.all.delete(connection);
    void connection.close(PATIENCE);
  }
}

/** Whether the server, or the driver, closes the connection after this error. */
function endsConnection(error: Error): boolean {
  if ("severity" in error) return error.severity === "FATAL" || error.severity === "PANIC";
  return "code" in error && typeof error.code === "string" && /^(CONNECTION_|CONNECT_|E[A-Z]+$)/.test(error.code);
}

function failure(code: string, message: string): Error {
  return Object.assign(new Error(message), { code });
}

import { Pool } from "pg";

/** A webhook has to be answered within ten seconds: to connect and to write must fit into them. */
const CONNECT_WITHIN = 3_000;
const ANSWER_WITHIN = 5_000;

/**
 * What the server is to do about a session whose other end fell silent: it holds locks that others
 * wait for, and TCP alone would take hours to notice.
 */
const SESSION = [
  "idle_in_transaction_session_timeout=10s",
  "tcp_keepalives_idle=5",
  "tcp_keepalives_interval=2",
  "tcp_keepalives_count=3",
  "tcp_user_timeout=10s",
]
  .map((setting) => `-c ${setting}`)
  .join(" ");

export interface PoolOptions {
  /** As in `postgres://user:password@host:5432/database?sslmode=verify-full`. */
  readonly url: string;
  /** Told of connections that break while nobody uses them. */
  readonly report: (error: unknown) => void;
}

/**
 * Connections to the one database that all replicas share. Nothing waits for ever: what the server
 * does not answer in time fails, and its connection is not used again.
 */
export function openPool({ url, report }: PoolOptions): Pool {
  const pool = new Pool({
    connectionString: url,
    application_name: "mltrl-gate",
    max: 20,
    connectionTimeoutMillis: CONNECT_WITHIN,
    query_timeout: ANSWER_WITHIN,
    keepAlive: true,
    keepAliveInitialDelayMillis: 5_000,
    options: SESSION,
  });
  // The error itself carries the whole connection, which would go into the log.
  pool.on("error", ({ message }) => report(new Error(`a connection broke: ${message}`)));
  return pool;
}

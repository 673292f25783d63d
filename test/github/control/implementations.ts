import type { ServerParts } from "../http/server-parts.ts";

type Command = (...of: never[]) => unknown;

/** What answers commands: each takes the parts of the server first. */
export type Implementations<C extends Readonly<Record<keyof C, Command>>> = {
  readonly [K in keyof C]: (
    parts: ServerParts,
    of: Parameters<C[K]> extends [infer Input] ? Input : Record<string, never>,
  ) => ReturnType<C[K]> | Promise<ReturnType<C[K]>>;
};

import type { AdminDesk } from "./admin-desk.ts";

/** What is answered on the port of operations; an object as JSON. */
export interface Answer {
  readonly status: number;
  readonly body: object | string;
  readonly type?: string;
  /** What a path takes, where it was asked otherwise. */
  readonly allow?: string;
}

/** What an administrator may ask for, and how it is carried out. */
interface Order {
  readonly method: string;
  readonly path: RegExp;
  readonly carryOut: (desk: AdminDesk, parts: readonly string[]) => Promise<Answer>;
}

const NO_LETTER: Answer = { status: 404, body: { error: "there is no dead letter of this id" } };

export const ORDERS: readonly Order[] = [
  {
    method: "GET",
    path: /^\/admin\/dead-letters$/,
    carryOut: async (desk) => ({ status: 200, body: { deadLetters: await desk.dead() } }),
  },
  {
    method: "GET",
    path: /^\/admin\/dead-letters\/([^/]+)$/,
    async carryOut(desk, [id]) {
      const found = (await desk.dead()).find(({ deadId }) => deadId === id);
      return found === undefined ? NO_LETTER : { status: 200, body: found };
    },
  },
  {
    method: "POST",
    path: /^\/admin\/dead-letters\/([^/]+)\/redrive$/,
    carryOut: async (desk, [id = ""]) =>
      (await desk.redrive(id)) ? { status: 200, body: { redriven: id } } : NO_LETTER,
  },
  {
    method: "DELETE",
    path: /^\/admin\/dead-letters\/([^/]+)$/,
    carryOut: async (desk, [id = ""]) =>
      (await desk.discard(id)) ? { status: 200, body: { discarded: id } } : NO_LETTER,
  },
  {
    method: "POST",
    path: /^\/admin\/repositories\/([^/]+)\/([^/]+)\/judge$/,
    carryOut: async (desk, [owner = "", name = ""]) =>
      (await desk.rejudge(owner, name))
        ? { status: 202, body: { judged: `${owner}/${name}` } }
        : { status: 404, body: { error: `the App is not installed on ${owner}/${name}` } },
  },
];

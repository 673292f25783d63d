import type { Call, Reply } from "./call.ts";

export type Page<T> = { readonly items: readonly T[]; readonly headers: Record<string, string> };

/** Cuts a list by `page` and `per_page`: page "Using pagination in the REST API", 30 by default, at most 100. */
export function pageOf<T>(call: Call, all: readonly T[], most = Number.POSITIVE_INFINITY): Page<T> {
  const { searchParams } = call.url;
  const size = Math.min(100, positive(searchParams.get("per_page"), 30));
  const page = positive(searchParams.get("page"), 1);
  const total = Math.min(all.length, most);
  const last = Math.max(1, Math.ceil(total / size));
  const items = all.slice(0, total).slice((page - 1) * size, page * size);
  const links: string[] = [];
  const link = (to: number, relation: string): void => {
    const url = new URL(call.url);
    url.searchParams.set("page", String(to));
    links.push(`<${url.href}>; rel="${relation}"`);
  };
  if (page > 1) link(Math.min(page - 1, last), "prev");
  if (page < last) {
    link(page + 1, "next");
    link(last, "last");
  }
  if (page > 1) link(1, "first");
  return { items, headers: links.length === 0 ? {} : { Link: links.join(", ") } };
}

/** A page of a list, each item shown by `view`. */
export async function listReply<T>(
  call: Call,
  all: readonly T[],
  view: (item: T) => unknown,
  most?: number,
): Promise<Reply> {
  const { items, headers } = pageOf(call, all, most);
  return { status: 200, body: await Promise.all(items.map(view)), headers };
}

/** A page inside an object with `total_count`. */
export async function countedReply<T>(
  call: Call,
  key: string,
  all: readonly T[],
  view: (item: T) => unknown,
): Promise<Reply> {
  const { items, headers } = pageOf(call, all);
  const shown = await Promise.all(items.map(view));
  return { status: 200, body: { total_count: all.length, [key]: shown }, headers };
}

function positive(value: string | null, otherwise: number): number {
  const number = Number(value ?? otherwise);
  return Number.isInteger(number) && number > 0 ? number : otherwise;
}

import { dump } from "js-yaml";
import * as z from "zod";
import { type Fact, mapFact } from "../core/model/fact.ts";
import { readYaml } from "./read-yaml.ts";

/** What committed reports speak of: the digest of a component's content, and each report's own git id. */
export interface Stamp {
  readonly content: string;
  /** Path to git blob id. */
  readonly reports: ReadonlyMap<string, string>;
}

export const stampSchema = z.strictObject({
  content: z.string().regex(/^sha256:[0-9a-f]{64}$/, "must be sha256: and 64 hexadecimal digits"),
  reports: z.record(z.string(), z.string().regex(/^[0-9a-f]{40,64}$/, "must be a git object id")),
});

/** Reads `.mltrl/evidence/<component>/stamp.yml`, or `stamp@<version>.yml` of what is deployed. */
export function parseStamp(text: string, path: string): Fact<Stamp> {
  return mapFact(readYaml(stampSchema, text, path, { strings: true }), ({ value }) => ({
    content: value.content,
    reports: new Map(Object.entries(value.reports)),
  }));
}

/** The text of a stamp; reads back as the same stamp. */
export function writeStamp({ content, reports }: Stamp): string {
  return dump({
    content,
    reports: Object.fromEntries([...reports].toSorted(([one], [other]) => (one < other ? -1 : 1))),
  });
}

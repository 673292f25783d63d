import { dump } from "js-yaml";
import * as z from "zod";
import { type Fact, known, unavailable } from "../core/model/fact.ts";
import { parseWith } from "../core/source/schema-problems.ts";
import { parseYaml } from "../core/source/yaml.ts";

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

/** Reads `.mltrl/evidence/<component>/stamp.yml`. */
export function parseStamp(text: string, path: string): Fact<Stamp> {
  const yaml = parseYaml(text, path, { strings: true });
  const parsed = yaml.ok ? parseWith(stampSchema, yaml.value) : yaml;
  if (parsed.ok) {
    return known({ ...parsed.value, reports: new Map(Object.entries(parsed.value.reports)) });
  }
  const { problems } = parsed;
  return unavailable(
    "invalid",
    `${path}: ${problems.map(({ message }) => message).join("; ")}`,
    ...problems.map(({ place }) => place),
  );
}

/** The text of a stamp; reads back as the same stamp. */
export function writeStamp({ content, reports }: Stamp): string {
  return dump({
    content,
    reports: Object.fromEntries([...reports].toSorted(([one], [other]) => (one < other ? -1 : 1))),
  });
}

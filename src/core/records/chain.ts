import type { Fact } from "../model/fact.ts";
import { textDigest } from "../source/canonical-json.ts";
import { capsuleText, parseCapsule } from "./capsule.ts";
import type { Capsule } from "./capsule-schema.ts";
import { readRecordName, recordName } from "./record-name.ts";

/** A record of a store with what it holds. */
export interface Link {
  readonly name: string;
  readonly digest: string;
  readonly capsule: Fact<Capsule>;
}

/** Something that is not as the App leaves it. */
export interface ChainProblem {
  readonly record: string;
  readonly message: string;
}

/** The records of a store in the order of their names, each read. */
export function linksOf(records: readonly { name: string; text: string }[]): Link[] {
  return records.map(({ name, text }) => ({
    name,
    digest: textDigest(text),
    capsule: parseCapsule(text, name),
  }));
}

/**
 * Everything that is wrong with a chain: each record has to be readable, in its place, as it was written,
 * and to name the digest of the one before it. The last one has nobody to vouch for it but who saw it.
 */
export function chainProblems(
  links: readonly Link[],
  texts: ReadonlyMap<string, string>,
): ChainProblem[] {
  return links.flatMap((link, i) => problemsOf(link, i + 1, links[i - 1], texts.get(link.name)));
}

function problemsOf(
  { name, capsule }: Link,
  place: number,
  before: Link | undefined,
  text: string | undefined,
): ChainProblem[] {
  const problem = (message: string): ChainProblem => ({ record: name, message });
  if (capsule.state === "unavailable") return [problem(capsule.reason)];
  const { number, previous, "pull-request": pullRequest } = capsule.value;
  const found: ChainProblem[] = [];
  if (number !== place) {
    found.push(
      problem(
        `says that it is record ${number} and stands in place ${place}: a record was taken out or put in`,
      ),
    );
  }
  const own = recordName(number, pullRequest.number, pullRequest["merge-commit"]);
  if (readRecordName(name) === undefined || own !== name) {
    found.push(problem(`is called otherwise than what it holds, which would be ${own}`));
  }
  if (previous !== (before?.digest ?? null)) {
    found.push(
      problem(
        before === undefined
          ? `names a record before it, ${String(previous)}, which is not there`
          : `was appended to a record with the digest ${String(previous)}; the one before it, ${before.name}, has ${before.digest}: it was changed or exchanged since`,
      ),
    );
  }
  if (text !== undefined && capsuleText(capsule.value) !== text) {
    found.push(problem("is not written as the App writes: it was rewritten by something else"));
  }
  return found;
}

/** What every version of a store may have done: nothing but add one record. */
export function rewritten(
  versions: readonly {
    tip: string | undefined;
    records: readonly { name: string; id: string }[];
  }[],
): ChainProblem[] {
  return versions.flatMap(({ tip = "", records }, i) => {
    const now = new Map(records.map(({ name, id }) => [name, id]));
    const before = versions[i - 1]?.records ?? [];
    return before.flatMap(({ name, id }): ChainProblem[] => {
      const after = now.get(name);
      if (after === id) return [];
      const how = after === undefined ? "taken out" : "changed";
      return [{ record: name, message: `was ${how} in the commit ${tip.slice(0, 12)}` }];
    });
  });
}

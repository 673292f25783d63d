import type { Change } from "../core/model/change.ts";
import { type Fact, known, mapFact, unavailable } from "../core/model/fact.ts";
import type { Listing } from "../core/model/tree.ts";
import { WAIVERS_PATH } from "../core/model/waiver.ts";
import { mergeText } from "../core/source/merge-text.ts";
import type { Repository } from "../ports/repository.ts";
import { decodeText } from "./parse-once.ts";
import { isPolicyFile } from "./policy-files.ts";
import { mergedView, type View, viewAt, withFiles } from "./view.ts";

/**
 * The policy as it will be once the change is merged: of a file that both sides changed since the head left
 * the base branch, what each of them made of it. What the head merely lacks is not taken back by it.
 */
export async function mergedPolicyView(
  repository: Repository,
  change: Change,
): Promise<Fact<View>> {
  const merged = await mergedView(repository, change);
  if (merged.state === "unavailable") return merged;
  const files = await mergedFiles(repository, change);
  return mapFact(files, (found) => withFiles(merged.value, found.listing, found.bytes));
}

interface MergedFiles {
  readonly listing: Listing;
  readonly bytes: ReadonlyMap<string, Fact<Uint8Array>>;
}

const NONE: MergedFiles = { listing: new Map(), bytes: new Map() };

/** Files of the policy that the head changed and base has otherwise. */
async function mergedFiles(
  repository: Repository,
  { changedFiles, behindBase, baseTip, head }: Change,
): Promise<Fact<MergedFiles>> {
  const upToDate = behindBase.state === "known" && !behindBase.value;
  if (changedFiles.state === "unavailable" || upToDate) return known(NONE);
  const paths = new Set(
    changedFiles.value
      .flatMap(({ path, previousPath = path }) => [path, previousPath])
      .filter((path) => path === WAIVERS_PATH || isPolicyFile(path)),
  );
  if (paths.size === 0) return known(NONE);
  const [base, ours] = await Promise.all([viewAt(repository, baseTip), viewAt(repository, head)]);
  if (base.state === "unavailable") return base;
  if (ours.state === "unavailable") return ours;
  const apart = [...paths].filter((path) => idIn(base.value, path) !== idIn(ours.value, path));
  if (apart.length === 0) return known(NONE);
  const ancestor = await originOf(repository, baseTip, head);
  if (ancestor.state === "unavailable") return ancestor;
  const sides = { ancestor: ancestor.value, ours: ours.value, theirs: base.value };
  const clashing = apart.filter((path) => idIn(base.value, path) !== idIn(ancestor.value, path));
  const bytes = await Promise.all(
    clashing.map(async (path) => [path, await mergedBytes(path, sides)] as const),
  );
  const entries = clashing.flatMap(
    (path) => ours.value.records.get(path) ?? base.value.records.get(path) ?? [],
  );
  return known({
    listing: new Map(entries.map((entry) => [entry.path, entry])),
    bytes: new Map(bytes),
  });
}

function idIn({ records }: View, path: string): string | undefined {
  return records.get(path)?.id;
}

async function originOf(repository: Repository, base: string, head: string): Promise<Fact<View>> {
  const origin = await repository.mergeBase(base, head);
  const view = origin.state === "known" ? await viewAt(repository, origin.value) : origin;
  return view.state === "known"
    ? view
    : unavailable(
        view.cause,
        `what this pull request changes of the policy cannot be told, because the commit that it left the base branch at cannot be read: ${view.reason}`,
      );
}

async function mergedBytes(
  path: string,
  sides: Readonly<Record<"ancestor" | "ours" | "theirs", View>>,
): Promise<Fact<Uint8Array>> {
  const { ancestor, ours, theirs } = sides;
  if ([ancestor, ours, theirs].some(({ records }) => !records.has(path))) return clash(path);
  const [before, own, others] = await Promise.all([
    ancestor.bytes(path),
    ours.bytes(path),
    theirs.bytes(path),
  ]);
  if (before.state === "unavailable") return before;
  if (own.state === "unavailable") return own;
  if (others.state === "unavailable") return others;
  const [was, one, other] = [before, own, others].map(({ value }) => decodeText(value, path));
  if (was?.state !== "known" || one?.state !== "known" || other?.state !== "known") {
    return clash(path);
  }
  const text = mergeText(was.value, one.value, other.value);
  return text === undefined ? clash(path) : known(new TextEncoder().encode(text));
}

function clash(path: string): Fact<never> {
  return unavailable(
    "invalid",
    "was changed here and on the base branch since, in lines that lie beside or among each other, so that nobody can tell what a merge makes of it: merge the base branch into this one, or rebase it",
    { path },
  );
}

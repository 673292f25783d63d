import { InternalError } from "../errors.ts";
import type { Catalogue, Rule } from "../model/rule.ts";

/** Told once for each catalogue: schemas are kept by the rule set that they were built for. */
const told = new WeakMap<Catalogue, Map<string, Catalogue>>();

/** Every version of the rule set that is known, the oldest first. */
export function laddersOf({ ladder, older }: Catalogue): readonly [string, ...string[]] {
  const [oldest, ...others] = [...older.map((each) => each.ladder), ladder];
  return [oldest, ...others];
}

/** The version that counts where none is pinned: with any other an update of the program would change verdicts. */
export function oldestLadder(catalogue: Catalogue): string {
  return laddersOf(catalogue)[0];
}

/** The newer of two versions; the one that there is where the other is not said. */
export function laterLadder(one: string, other: string | undefined, catalogue: Catalogue): string {
  const inOrder = laddersOf(catalogue);
  return other !== undefined && inOrder.indexOf(other) > inOrder.indexOf(one) ? other : one;
}

/** The rule set as of a version: the newest with all that later versions changed taken back. */
export function catalogueAt(catalogue: Catalogue, version: string): Catalogue {
  if (version === catalogue.ladder) return catalogue;
  const ofCatalogue = told.get(catalogue) ?? new Map<string, Catalogue>();
  told.set(catalogue, ofCatalogue);
  const at = ofCatalogue.get(version) ?? takenBack(catalogue, version);
  ofCatalogue.set(version, at);
  return at;
}

function takenBack(catalogue: Catalogue, version: string): Catalogue {
  const index = catalogue.older.findIndex(({ ladder }) => ladder === version);
  const step = catalogue.older[index];
  if (step === undefined) throw new InternalError(`there is no ladder ${version}`);
  const rules = catalogue.older
    .slice(index)
    .reduceRight<readonly Rule[]>((later, { absent, was }) => {
      const old = new Map(was.map((rule) => [rule.id, rule]));
      const ids = new Set(later.map(({ id }) => id));
      return [
        ...later.filter(({ id }) => !absent.includes(id)).map((rule) => old.get(rule.id) ?? rule),
        ...was.filter(({ id }) => !ids.has(id)),
      ];
    }, catalogue.rules);
  return {
    ladder: version,
    rules,
    profiles: step.profiles,
    checklists: catalogue.checklists,
    older: catalogue.older.slice(0, index),
  };
}

/**
 * A rule as a version of the rule set words it; where that version has none of this id, as the newest that
 * has one does. Undefined where none ever had.
 */
export function ruleIn(
  catalogue: Catalogue,
  version: string,
  id: string,
): { readonly rule: Rule; readonly ladder: string } | undefined {
  for (const ladder of [version, ...laddersOf(catalogue).toReversed()]) {
    const rule = catalogueAt(catalogue, ladder).rules.find((each) => each.id === id);
    if (rule !== undefined) return { rule, ladder };
  }
  return undefined;
}

/** Every rule of any version by its id, in its newest words. */
export function rulesOfAnyLadder(catalogue: Catalogue): ReadonlyMap<string, Rule> {
  return new Map(
    laddersOf(catalogue).flatMap((version) =>
      catalogueAt(catalogue, version).rules.map((rule) => [rule.id, rule] as const),
    ),
  );
}

import type { Card } from "./model/card.ts";
import {
  type Claim,
  type Descendant,
  type Descent,
  type Kin,
  type Lineage,
  NO_LINEAGE,
} from "./model/lineage.ts";

interface Word {
  readonly heir: Descendant;
  readonly how: Descent;
  readonly from: string;
}

/** Joins what cards say of their origins, from both ends. Components without a word are absent. */
export function lineages(descendants: readonly Descendant[], kin: Kin): Map<string, Lineage> {
  const words = descendants.flatMap(newWords);
  const ids = new Set(words.flatMap(({ heir, from }) => [heir.id, from]));
  return new Map(
    [...ids].map((id): [string, Lineage] => [
      id,
      {
        claims: words.filter(({ heir }) => heir.id === id).map((word) => claimOf(word, words, kin)),
        heirs: words
          .filter(({ from }) => from === id)
          .map(({ heir, how }) => ({ id: heir.id, how })),
      },
    ]),
  );
}

/** The ids on base whose history a new component takes over; none where its claims do not hold. */
export function originsOf({ claims }: Lineage = NO_LINEAGE): readonly string[] {
  return claims.filter(({ onBase }) => onBase).map(({ from }) => from);
}

/** What stood on the base branch already was judged when it came. */
function newWords(heir: Descendant): Word[] {
  const before = new Set(heir.cardAtBase ? wordsOn(heir.cardAtBase).map(keyOf) : []);
  return wordsOn(heir.card)
    .filter((word) => !before.has(keyOf(word)))
    .map((word) => ({ heir, ...word }));
}

function wordsOn({ renamedFrom, splitFrom, mergedFrom }: Card): Pick<Word, "how" | "from">[] {
  const [latest] = renamedFrom ?? [];
  return [
    ...(latest === undefined ? [] : [{ how: "renamed" as const, from: latest }]),
    ...(splitFrom === undefined ? [] : [{ how: "split" as const, from: splitFrom }]),
    ...(mergedFrom ?? []).map((from) => ({ how: "merged" as const, from })),
  ];
}

function keyOf({ how, from }: Pick<Word, "how" | "from">): string {
  return `${how} ${from}`;
}

function claimOf({ heir, how, from }: Word, words: readonly Word[], kin: Kin): Claim {
  return {
    how,
    from,
    onBase: kin.onBase.has(from) && kin.carded.has(from),
    heirOnBase: kin.onBase.has(heir.id),
    leaves: !kin.staying.has(from),
    rivals: words
      .filter((word) => word.from === from && word.heir !== heir && word.how !== "split")
      .map((word) => word.heir.id),
    place: heir.card.levelPlace,
  };
}

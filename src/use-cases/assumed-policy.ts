import type { Change } from "../core/model/change.ts";
import { type Fact, known, mapFact } from "../core/model/fact.ts";
import type { Problem } from "../core/model/problem.ts";
import { cardPath, gatherCard } from "../gather/card.ts";
import { viewAt } from "../gather/view.ts";
import type { Engine } from "./engine.ts";
import type { JudgePorts } from "./judge.ts";
import { policyInForce } from "./policy-in-force.ts";
import { overlaid, type SimulatedFile } from "./simulated-change.ts";

/** A policy that is to be taken for the repository's own. */
export interface AssumedPolicy {
  /** What it is called: the file or the folder it was read from. */
  readonly name: string;
  readonly files: readonly (SimulatedFile & {
    /** Where it was read. */
    readonly from: string;
  })[];
  /** What of the repository's own files it stands in for, whether it has such a file or not. */
  readonly replaces: (path: string) => boolean;
}

/**
 * The same ports on a repository where the policy stands on all branches as if it always had: the change
 * does not edit it. A component that nothing declared before it and whose card only the head has is taken to
 * have stood at the level of that card: that is no raise from 0. Said in words that go on after "if".
 */
export async function withPolicy(
  ports: JudgePorts,
  { files, replaces }: AssumedPolicy,
  engine: Engine,
): Promise<Fact<{ readonly ports: JudgePorts; readonly assumed: readonly string[] }>> {
  const read = await ports.source.read();
  if (read.state === "unavailable") return read;
  const change = read.value;
  const { defaultTip, baseTip, head } = change;
  const stood = await cardsThatStood(change, ports, engine);
  if (stood.state === "unavailable") return stood;
  const before = [...files, ...stood.value];
  const taken = new Set(before.map(({ path }) => path));
  const revisions = [...new Set([defaultTip, baseTip, head])];
  return known({
    ports: {
      ...ports,
      source: {
        read: () =>
          Promise.resolve(
            known({
              ...change,
              changedFiles: mapFact(change.changedFiles, (changed) =>
                changed.filter(({ path }) => !replaces(path) && !taken.has(path)),
              ),
            }),
          ),
      },
      repository: overlaid(
        ports.repository,
        revisions.map((revision) => ({
          revision,
          onto: revision,
          files: revision === head ? files : before,
          replaces,
        })),
      ),
    },
    assumed: stood.value.map(
      ({ id, level }) => `${id} had been at level ${level} before, as its card says`,
    ),
  });
}

/** Problems of a policy that was put in the place of another stand where it came from. */
export function atItsPlace(problems: readonly Problem[], policy: AssumedPolicy): Problem[] {
  const origins = new Map(policy.files.map(({ path, from }) => [path, from]));
  return problems.map(({ place, message }) => ({
    place: { ...place, path: origins.get(place.path) ?? place.path },
    message,
  }));
}

type StoodCard = SimulatedFile & { readonly id: string; readonly level: number };

/** Cards of the head that the base lacks only because nobody declared their components yet. */
async function cardsThatStood(
  change: Change,
  { repository }: JudgePorts,
  { catalogue }: Engine,
): Promise<Fact<readonly StoodCard[]>> {
  const [inForce, base, head] = await Promise.all([
    policyInForce(repository, change, catalogue),
    viewAt(repository, change.baseTip),
    viewAt(repository, change.head),
  ]);
  if (base.state === "unavailable") return base;
  if (head.state === "unavailable") return head;
  const declared =
    inForce.state === "known" && inForce.value.state === "ready"
      ? inForce.value.baseComponents.map(({ id }) => id)
      : [];
  const ids = [...head.value.records.keys()]
    .map((path) => /^\.mltrl\/cards\/([a-z0-9-]+)\.md$/.exec(path)?.[1])
    .filter((id) => id !== undefined)
    .filter((id) => !declared.includes(id) && !base.value.records.has(cardPath(id)));
  const cards = await Promise.all(
    ids.map(async (id) => {
      const path = cardPath(id);
      const [text, card] = await Promise.all([head.value.text(path), gatherCard(head.value, id)]);
      // One that cannot be read is told of by the rules.
      return text.state === "known" && card.state === "known" && card.value !== undefined
        ? [{ path, text: text.value, id, level: card.value.level }]
        : [];
    }),
  );
  return known(cards.flat());
}

import type { Change } from "../core/model/change.ts";
import type { ComponentDecision, Decision } from "../core/model/decision.ts";
import { type Fact, known, mapFact, unavailable } from "../core/model/fact.ts";
import { gatherCard, requireCard } from "../gather/card.ts";
import { viewAt } from "../gather/view.ts";
import type { Engine } from "./engine.ts";
import { judge, type JudgePorts } from "./judge.ts";

/** A component as a command finds it: where it stands, and what the change does to it. */
export type Standing = Pick<ComponentDecision, "id" | "level" | "target" | "movement"> & {
  readonly change: Change;
  /** The version of the rule set that judged it. */
  readonly ladder: string;
};

/**
 * Finds the component that somebody speaks of, and where it stands.
 *
 * @param wanted any component; the one that is changed if it is not named
 */
export async function standingOf(
  wanted: string | undefined,
  ports: JudgePorts,
  engine: Engine,
): Promise<Fact<Standing>> {
  const verdict = await judge(ports, engine);
  if (verdict.state === "unavailable") return verdict;
  const { change, decision } = verdict.value;
  if (decision === undefined) {
    return unavailable("missing", `no check covers the branch ${change.baseRef}`);
  }
  const { ladder } = decision.provenance;
  const id = chosen(wanted, decision);
  if (id.state === "unavailable") return id;
  const touched = decision.components.find((each) => each.id === id.value);
  if (touched !== undefined) return known({ ...touched, change, ladder });
  const view = await viewAt(ports.repository, change.baseTip);
  if (view.state === "unavailable") return view;
  const card = requireCard(await gatherCard(view.value, id.value), id.value);
  return mapFact(card, ({ level }) => ({
    id: id.value,
    level,
    movement: "untouched",
    change,
    ladder,
  }));
}

function chosen(
  wanted: string | undefined,
  { components, unaffected, problems, unavailable: why }: Decision,
): Fact<string> {
  const touched = components.map(({ id }) => id);
  const everywhere = [...new Set([...touched, ...unaffected])].toSorted();
  const [only, ...more] = touched;
  if (wanted === undefined) {
    if (only !== undefined && more.length === 0) return known(only);
    const [these, those] =
      only === undefined
        ? [everywhere, "no component is changed here"]
        : [touched, "several components are changed here"];
    return unavailable("missing", `${those}: name one of ${these.join(", ")}`);
  }
  if (everywhere.includes(wanted)) return known(wanted);
  return unavailable(
    "missing",
    everywhere.length === 0
      ? (why ?? problems[0]?.message ?? "there are no components here")
      : `"${wanted}" is not a component; expected one of ${everywhere.join(", ")}`,
  );
}

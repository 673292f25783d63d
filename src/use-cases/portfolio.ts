import type { Change } from "../core/model/change.ts";
import { known } from "../core/model/fact.ts";
import { type Finding, withoutGrace } from "../core/model/finding.ts";
import type { HotfixRecord } from "../core/model/records.ts";
import type { ComponentStanding, RepositoryStanding } from "../core/model/portfolio.ts";
import type { OrganizationFile } from "../core/model/organization.ts";
import type { Problem } from "../core/model/problem.ts";
import { colourOf } from "../core/compare-decisions.ts";
import { enforcementAt } from "../core/decide.ts";
import { levelOf } from "../core/model/step.ts";
import { gatherCard } from "../gather/card.ts";
import { pathsIn } from "../gather/paths-in.ts";
import { type View, viewAt } from "../gather/view.ts";
import type { Engine } from "./engine.ts";
import type { JudgePorts } from "./judge.ts";
import { judgeComponent } from "./judge-component.ts";
import type { PlannedComponent } from "./plan-component.ts";
import { planChange } from "./plan-change.ts";
import { policyInForce } from "./policy-in-force.ts";
import { settled } from "./settled-change.ts";

/** A repository by the name it is shown under, with what it is read through. */
export interface NamedRepository {
  readonly name: string;
  readonly ports: JudgePorts;
}

/**
 * How every component of a repository stands by itself, with nothing proposed: level, rules that do not
 * hold, and what runs out. Nothing has grace, since nothing is anybody's fault here.
 *
 * @param organization a policy of the organisation's that is taken to apply
 * @param day an instant (ISO 8601) to come, as which it is judged
 */
export async function repositoryStanding(
  { name, ports }: NamedRepository,
  engine: Engine,
  organization?: OrganizationFile,
  day?: string,
): Promise<RepositoryStanding> {
  const unjudged = (reason: string, problems: RepositoryStanding["problems"] = []) => ({
    repository: name,
    unjudged: reason,
    problems: problems.map((problem) => placedIn(name, problem)),
    components: [],
    blocking: [],
  });
  const read = await ports.source.read();
  if (read.state === "unavailable") return unjudged(read.reason);
  const change: Change = {
    ...settled(read.value),
    wholeTree: true,
    ...(organization && { organization: known(organization) }),
    now: day !== undefined && day > read.value.now ? day : read.value.now,
  };
  const inForce = await policyInForce(ports.repository, change, engine.catalogue);
  if (inForce.state === "unavailable") return unjudged(inForce.reason);
  if (inForce.value.state === "broken") {
    return unjudged("its policy has problems", inForce.value.problems);
  }
  if (inForce.value.state === "none") return unjudged("it has no .mltrl/config.yml");
  const planned = await planChange(inForce.value, [], change, ports, engine);
  if (planned.state === "unavailable") return unjudged(planned.reason);
  const views = await Promise.all(
    [change.head, read.value.defaultTip].map((revision) => viewAt(ports.repository, revision)),
  );
  const [here, byDefault] = views;
  if (here?.state !== "known" || byDefault?.state !== "known") {
    return unjudged("its records cannot be read");
  }
  const sides = { here: here.value, byDefault: byDefault.value };
  const components = await Promise.all(
    planned.value.components.map((component) =>
      componentStanding(component, planned.value.hotfixes, sides, ports, engine),
    ),
  );
  const { ladder, checks } = inForce.value.policy;
  const blocking = checks
    .filter((check) => enforcementAt(check, change.now) === "block")
    .map((check) => check.name);
  return { repository: name, ladder, problems: [], components, blocking };
}

/** The same path stands in every repository; that of the organisation's policy names its own. */
function placedIn(repository: string, { place, message }: Problem): Problem {
  const path = place.path.startsWith(".mltrl/") ? `${repository}/${place.path}` : place.path;
  return { place: { ...place, path }, message };
}

interface Sides {
  readonly here: View;
  readonly byDefault: View;
}

async function componentStanding(
  component: PlannedComponent,
  hotfixes: readonly HotfixRecord[],
  { here, byDefault }: Sides,
  ports: JudgePorts,
  engine: Engine,
): Promise<ComponentStanding> {
  const { findings, plan } = await judgeComponent(component, ports, engine);
  const level = levelOf(plan.step);
  const since = sinceOf(plan.id, level, here);
  const before = levelOn(await gatherCard(byDefault, plan.id));
  return {
    id: plan.id,
    level,
    ...(since !== undefined && { since }),
    failing: findings.filter(isRed).map(({ rule }) => rule),
    waived: findings.flatMap(({ rule, outcome, standIn }) =>
      outcome !== "waived"
        ? []
        : [
            {
              rule,
              endsSoon: standIn?.endsSoon === true,
              ...(standIn?.endsAt !== undefined && { until: standIn.endsAt }),
            },
          ],
    ),
    ...(before !== undefined && before < level && { asks: { from: before, to: level } }),
    hotfixes: hotfixes
      .filter((each) => each.component === plan.id)
      .map(({ date, until }) => ({ date, until })),
  };
}

function isRed(finding: Finding): boolean {
  return colourOf(withoutGrace(finding)) === "red";
}

function levelOn(
  card: Awaited<ReturnType<typeof gatherCard>>,
): ComponentStanding["level"] | undefined {
  return card.state === "known" ? card.value?.level : undefined;
}

/** The day of the last record that led to the level. */
function sinceOf(id: string, level: number, { records }: View): string | undefined {
  const days = ["reviews", "switchbacks"]
    .flatMap((folder) => pathsIn(records, `.mltrl/${folder}/${id}`))
    .flatMap((path) => {
      const [, day, to] = /\/(\d{4}-\d\d-\d\d)-\d-to-(\d)\.yml$/.exec(path) ?? [];
      return day !== undefined && Number(to) === level ? [day] : [];
    });
  return days.toSorted().at(-1);
}

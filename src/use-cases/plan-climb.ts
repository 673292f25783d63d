import type { Change } from "../core/model/change.ts";
import type { Climb } from "../core/model/climb.ts";
import { type Fact, known, unavailable } from "../core/model/fact.ts";
import type { Finding } from "../core/model/finding.ts";
import { isLevel, type Level } from "../core/model/level.ts";
import type { ComponentPolicy, Policy } from "../core/model/policy.ts";
import { setLevel } from "../evidence/edit-card.ts";
import { cardPath, gatherCard, requireCard } from "../gather/card.ts";
import { viewAt } from "../gather/view.ts";
import { checkDeployed } from "./check-deployed.ts";
import type { Engine } from "./engine.ts";
import type { JudgePorts } from "./judge.ts";
import { judgeComponent } from "./judge-component.ts";
import { planChange } from "./plan-change.ts";
import { policyInForce } from "./policy-in-force.ts";
import { settled } from "./settled-change.ts";
import { overlaid } from "./simulated-change.ts";

/**
 * Judges the steps of a component from what stands at the head, one by one, as if its card were raised
 * and nothing else happened. Policy is the head's own: this is about where one stands, not about a merge.
 */
export async function planClimb(
  component: string,
  wanted: Level | undefined,
  ports: JudgePorts,
  engine: Engine,
): Promise<Fact<Climb>> {
  const read = await ports.source.read();
  if (read.state === "unavailable") return read;
  const change = settled(read.value);
  const policy = await policyIn(change, ports, engine);
  if (policy.state === "unavailable") return policy;
  const { ladder } = policy.value;
  const fault = whyNoClimb(component, policy.value.components);
  if (fault !== undefined) return unavailable("missing", fault);
  const view = await viewAt(ports.repository, change.head);
  if (view.state === "unavailable") return view;
  const path = cardPath(component);
  const [text, card] = await Promise.all([
    view.value.text(path),
    gatherCard(view.value, component).then((found) => requireCard(found, component)),
  ]);
  if (card.state === "unavailable") return card;
  if (text.state === "unavailable") return text;
  const from = card.value.level;
  const to = wanted ?? from + 1;
  if (!isLevel(to)) return whatRuns(component, from, change, ports, engine);
  if (to <= from) {
    return unavailable("missing", `${component} is at level ${from}; --to asks for one above it`);
  }
  const findings = new Map<string, Finding>();
  for (let level = from; level < to; level += 1) {
    const step = await judgeStep(component, text.value, level, change, ports, engine);
    if (step.state === "unavailable") return step;
    for (const finding of step.value) {
      if (!findings.has(finding.rule)) findings.set(finding.rule, finding);
    }
  }
  return known({ component, from, to, ladder, findings: [...findings.values()] });
}

/** From the highest level no step leads on: what is left is what runs, and stays in order. */
async function whatRuns(
  component: string,
  level: Level,
  { defaultBranch, head, now }: Change,
  ports: JudgePorts,
  engine: Engine,
): Promise<Fact<Climb>> {
  const state = { branch: defaultBranch, commit: head, now };
  const report = await checkDeployed(state, ports, engine);
  if (report.state === "unavailable") return report;
  const own = report.value.components.find(({ id }) => id === component);
  if (own === undefined) {
    return unavailable(
      "missing",
      `${component} is at ${level}, the highest level; list what runs under \`deployed\` on its card to see how it stands`,
    );
  }
  const findings = own.versions.flatMap(({ deployment, findings }) =>
    findings.map((finding) => ({
      ...finding,
      reason: `${deployment.version} in production: ${finding.reason}`,
    })),
  );
  return known({ component, from: level, to: level, ladder: report.value.ladder, findings });
}

async function policyIn(
  change: Change,
  { repository }: JudgePorts,
  { catalogue }: Engine,
): Promise<Fact<Policy>> {
  const inForce = await policyInForce(repository, change, catalogue);
  if (inForce.state === "unavailable") return inForce;
  if (inForce.value.state === "none") {
    return unavailable("missing", "there is no .mltrl/config.yml here; `mltrl init` writes one");
  }
  return inForce.value.state === "ready"
    ? known(inForce.value.policy)
    : unavailable("invalid", "the policy cannot be read; `mltrl validate` says why");
}

function whyNoClimb(id: string, declared: readonly ComponentPolicy[]): string | undefined {
  const found = declared.find((each) => each.id === id);
  const ids = declared.map((each) => each.id).join(", ");
  if (found === undefined) return `there is no component "${id}"; there are: ${ids}`;
  return found.parts.length === 0
    ? undefined
    : `${id} is a system and as ready as the least of its parts: plan ${found.parts.join(", ")}`;
}

async function judgeStep(
  component: string,
  card: string,
  from: number,
  change: Change,
  ports: JudgePorts,
  engine: Engine,
): Promise<Fact<readonly Finding[]>> {
  const at = (level: number) => {
    const text = isLevel(level) ? setLevel(card, level) : undefined;
    const files = text === undefined ? [] : [{ path: cardPath(component), text }];
    return { revision: `level ${level}`, onto: change.head, files };
  };
  const [before, after] = [at(from), at(from + 1)];
  if (after.files.length === 0) {
    return unavailable("invalid", `the level on ${cardPath(component)} cannot be changed safely`);
  }
  const repository = overlaid(ports.repository, [before, after]);
  const step: Change = {
    ...change,
    defaultTip: before.revision,
    baseTip: before.revision,
    head: after.revision,
    changedFiles: known([{ path: cardPath(component), status: "modified" }]),
  };
  const inForce = await policyInForce(repository, step, engine.catalogue);
  if (inForce.state === "unavailable") return inForce;
  if (inForce.value.state !== "ready") return unavailable("invalid", "the policy cannot be read");
  const planned = await planChange(
    inForce.value,
    [],
    step,
    { repository, people: ports.people },
    engine,
  );
  if (planned.state === "unavailable") return planned;
  const own = planned.value.components.find(({ plan }) => plan.id === component);
  if (own === undefined) return unavailable("missing", `${component} is not judged here`);
  return known((await judgeComponent(own, ports, engine)).findings);
}

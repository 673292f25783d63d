import type { Decision } from "../core/model/decision.ts";
import type { Finding } from "../core/model/finding.ts";
import type { EditedSetting, PolicyEditDecision } from "../core/model/policy-edit.ts";
import type { Rule } from "../core/model/rule.ts";
import type { Trust } from "../core/model/trust.ts";
import type {
  CheckOutput,
  Front,
  OutputFinding,
  OutputPolicyEdit,
  OutputVerdict,
} from "./check-output-schema.ts";
import { remedyOf } from "./remedy.ts";
import { compare, findingsOfChecks } from "./standing.ts";

/** Decisions of one job as data, such as of each pull request in a merge group: the first, and with it the others. */
export function checkOutputs(
  [first, ...others]: readonly [Decision, ...Decision[]],
  rules: ReadonlyMap<string, Rule>,
  front: Front,
): CheckOutput {
  const output = checkOutput(first, rules, front);
  return others.length === 0
    ? output
    : { ...output, others: others.map((each) => checkOutput(each, rules, front)) };
}

/** The decision as data, in format 1. What only a check finds of a component stands with the component. */
export function checkOutput(
  decision: Decision,
  rules: ReadonlyMap<string, Rule>,
  front: Front,
): OutputVerdict {
  const { ladder, policy, base, head } = decision.provenance;
  return {
    version: 1,
    front,
    ladder,
    policy,
    base,
    head,
    checks: decision.checks.map(({ name, conclusion }) => ({ name, conclusion })),
    components: decision.components
      .toSorted((a, b) => compare(a.id, b.id))
      .map(({ id, level, target, conclusion, findings }) => ({
        id,
        level,
        ...(target !== undefined && { target }),
        conclusion,
        findings: [...findings, ...findingsOfChecks(decision, id)]
          .toSorted(inLadder)
          .map((finding) => outputFinding(finding, id, rules)),
      })),
    ...(decision.policyEdit && { policyEdit: outputEdit(decision.policyEdit) }),
  };
}

/** The lowest gate first, so that programs of different versions say the same in the same order. */
function inLadder(a: Finding, b: Finding): number {
  return gateNumber(a) - gateNumber(b) || compare(a.rule, b.rule) || compare(a.reason, b.reason);
}

function gateNumber({ gate }: Finding): number {
  return gate === "every" ? -1 : gate;
}

/** What a change makes of the policy as data. Of other pull requests nothing is known here. */
function outputEdit({ outcomes, ...edit }: PolicyEditDecision): OutputPolicyEdit {
  return {
    weakened: edit.weakened.map(outputSetting),
    unclear: edit.unclear.map(outputSetting),
    tightened: edit.tightened.map(outputSetting),
    checks: outcomes
      .filter(({ pullRequest }) => pullRequest === undefined)
      .flatMap(({ checks }) => checks)
      .map(({ name, before, after }) => ({ name, ...bothSides(before, after) })),
  };
}

function outputSetting({ name, before, after, place }: EditedSetting) {
  const { path, line } = place;
  return { name, ...bothSides(before, after), path, ...(line !== undefined && { line }) };
}

/** Without the side that is not there. */
function bothSides<T>(before: T | undefined, after: T | undefined): { before?: T; after?: T } {
  return { ...(before !== undefined && { before }), ...(after !== undefined && { after }) };
}

/** A finding as data, with how it is mended. */
export function outputFinding(
  finding: Finding,
  component: string,
  rules: ReadonlyMap<string, Rule>,
): OutputFinding {
  const { rule, gate, outcome, severity, since, reason, standIn, off, grace, evidence, trust } =
    finding;
  return {
    rule,
    gate,
    outcome,
    severity,
    since,
    reason,
    ...(standIn !== undefined && {
      waiver: {
        type: standIn.type,
        approver: standIn.approver,
        ...(standIn.endsAt !== undefined && { until: standIn.endsAt }),
      },
    }),
    ...(off && { off }),
    ...(grace !== undefined && { grace }),
    ...(trust !== undefined && { trust: outputTrust(trust) }),
    evidence: evidence.map(({ path, line, commit, run, seen }) => ({
      path,
      ...(line !== undefined && { line }),
      ...(commit !== undefined && { commit }),
      ...(run !== undefined && { run }),
      seen,
    })),
    remedy: [...remedyOf(finding, component, rules)],
  };
}

function outputTrust({ tier, asked, path, from, because, url, accepts }: Trust) {
  return {
    tier,
    asked,
    path,
    from,
    ...(because !== undefined && { because }),
    ...(url !== undefined && { run: url }),
    ...(accepts !== undefined && { accepts }),
  };
}

/** The data as text: what a terminal would obey is written as escapes, which parse back the same. */
export function jsonText(output: object): string {
  const text = JSON.stringify(output, undefined, 2).replaceAll(
    /[\u{7f}-\u{9f}\p{Cf}\p{Zl}\p{Zp}]/gu,
    (character) =>
      Array.from(
        { length: character.length },
        (_, unit) => String.raw`\u${character.charCodeAt(unit).toString(16).padStart(4, "0")}`,
      ).join(""),
  );
  return `${text}\n`;
}

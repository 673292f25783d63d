import type { ComponentDecision, Decision } from "../core/model/decision.ts";
import type { Finding } from "../core/model/finding.ts";
import { placeText } from "../core/model/place.ts";
import type { Rule } from "../core/model/rule.ts";
import { type Case, type Suite, suitesInJunit } from "./junit-suites.ts";
import { inOrder } from "./policy-problems.ts";
import { remedyOf } from "./remedy.ts";
import { compare, findingsOf, isEnforced, isUnmet, turnOf } from "./standing.ts";

/**
 * The verdict as JUnit XML: a suite for each component, a case for each rule. What blocks is a failure,
 * `unknown` with it; what waits, what is waived, what does not apply and what only advises is skipped, and
 * says so; what the policy switches off is no case. Where nothing could be judged there is an error and no component.
 *
 * @param decisions those of one job, such as of each pull request in a merge group: suites say at which commit
 */
export function junit(decisions: readonly Decision[], rules: ReadonlyMap<string, Rule>): string {
  const suites = decisions.flatMap((decision) => {
    const own = suitesOf(decision, rules);
    const { head } = decision.provenance;
    return decisions.length === 1
      ? own
      : own.map((suite) => ({ ...suite, name: `${suite.name} at ${head.slice(0, 7)}` }));
  });
  return suitesInJunit("mltrl-gate", suites);
}

function suitesOf(decision: Decision, rules: ReadonlyMap<string, Rule>): Suite[] {
  return [
    ...unjudged(decision),
    ...decision.components
      .toSorted((a, b) => compare(a.id, b.id))
      .map((component) => componentSuite(component, decision, rules)),
  ];
}

/** Why nothing could be judged, or why a check is closed although it is about no component. */
function unjudged(decision: Decision): Suite[] {
  const { problems, unavailable, checks } = decision;
  const cases: Case[] = [
    ...inOrder(problems).map(({ place, message }) => ({
      name: placeText(place),
      file: place.path,
      line: place.line,
      end: { is: "error" as const, type: "policy", message },
    })),
    ...(unavailable === undefined
      ? []
      : [
          {
            name: "judged",
            end: { is: "error" as const, type: "unavailable", message: unavailable },
          },
        ]),
    ...(problems.length > 0 || unavailable !== undefined
      ? []
      : checks
          .filter(
            ({ conclusion, components }) => conclusion === "failure" && components.length === 0,
          )
          .map(({ name }) => ({
            name,
            end: { is: "error" as const, type: "check", message: "nothing could be judged" },
          }))),
  ];
  return cases.length === 0 ? [] : [{ name: "mltrl-gate", cases }];
}

function componentSuite(
  component: ComponentDecision,
  decision: Decision,
  rules: ReadonlyMap<string, Rule>,
): Suite {
  const enforced = isEnforced(decision, component.id);
  const cases = findingsOf(decision, component)
    .filter(({ off }) => !off)
    .toSorted((a, b) => compare(a.rule, b.rule) || compare(a.reason, b.reason))
    .map((finding): Case => {
      const end = endOf(finding, component.id, enforced, rules);
      const place = finding.evidence.find(
        ({ commit, run }) => commit === undefined && run === undefined,
      );
      return {
        name: finding.rule,
        file: place?.path,
        line: place?.line,
        ...(end !== undefined && { end }),
      };
    });
  return { name: component.id, cases };
}

function endOf(
  finding: Finding,
  component: string,
  enforced: boolean,
  rules: ReadonlyMap<string, Rule>,
): Case["end"] {
  const { outcome, severity, reason, grace } = finding;
  if (outcome === "pass") return undefined;
  const skipped = (why: string): Case["end"] => ({
    is: "skipped",
    type: outcome,
    message: `${why}: ${reason}`,
  });
  if (outcome === "not-applicable") return skipped("does not apply");
  if (outcome === "waived") return skipped("waived");
  if (severity === "advisory") return skipped("advice");
  if (outcome === "pending") return skipped(WAITING[turnOf(finding)]);
  if (grace !== undefined) return skipped("does not block yet");
  if (!enforced) return skipped("would block");
  return {
    is: "failure",
    type: outcome,
    message: reason,
    lines: detail(finding, component, rules),
  };
}

const WAITING = {
  author: "waits for the author",
  reviewers: "waits for reviewers",
  ci: "waits for CI",
  elsewhere: "settled elsewhere",
} as const;

/** What is wrong where, and how to mend it. */
function detail(finding: Finding, component: string, rules: ReadonlyMap<string, Rule>): string[] {
  const remedy = isUnmet(finding) ? remedyOf(finding, component, rules) : [];
  return [
    finding.reason,
    ...finding.evidence.map((each) => `${placeText(each)}  ${each.seen}`),
    ...(remedy.length === 0 ? [] : ["How to mend it:", ...remedy.map((step) => `- ${step}`)]),
  ];
}

import type { CheckDecision, Decision } from "../core/model/decision.ts";
import type { Turn } from "../core/model/finding.ts";
import { count } from "./count.ts";
import { plain, shortened } from "./escape.ts";
import { openSeats, seatsAsked } from "./seats.ts";
import { type ComponentFinding, type Standing, turnOf } from "./standing.ts";
import { stepOf, stepText } from "./step-name.ts";

/** What fits beside a check's name in a pull request. */
export const TITLE_LIMIT = 60;

/** A short name of a component is only worth its space if it can be recognised. */
const SHORTEST_NAME = 12;

/** What the first line says, as far as it fits: the verdict, how much, whose turn, which component. */
interface Line {
  readonly verdict: string;
  /** The component or components in question. */
  readonly subject?: string;
}

/** The verdict of one check in at most 60 characters. */
export function verdictLine(decision: Decision, check: CheckDecision, standing: Standing): string {
  const line = lineOf(decision, check, standing);
  const mode = check.conclusion === "neutral" && decision.problems.length === 0 ? check : undefined;
  const softened =
    mode === undefined || standing.verdict === "success" ? line : soften(line, mode.enforcement);
  return fitted(softened);
}

function lineOf(decision: Decision, check: CheckDecision, standing: Standing): Line {
  const { verdict, components, fixes } = standing;
  if (decision.problems.length > 0) {
    const problems = count(decision.problems.length, "problem");
    return { verdict: `${isClosed(check) ? "Blocked" : "Not judged"}: ${problems} in the policy` };
  }
  if (decision.unavailable !== undefined)
    return { verdict: "Not judged yet: tried again by itself" };
  if (verdict === "neutral") return { verdict: "Not judged" };
  if (verdict === "failure") {
    if (fixes.length === 0) return { verdict: "Blocked: nothing could be judged" };
    if (fixes.every(({ rule }) => rule === "hotfix-review")) {
      return { verdict: "Blocked: a hotfix owes its panel", subject: subjectOf(fixes) };
    }
    const urgent = components.some(({ hotfix }) => hotfix !== undefined)
      ? "Hotfix blocked"
      : "Blocked";
    return { verdict: `${urgent}: ${fixesText(fixes)}`, subject: subjectOf(fixes) };
  }
  if (verdict !== "success") return waitingLine(standing);
  const [owed] = (check.owed ?? []).toSorted((a, b) => (a.until < b.until ? -1 : 1));
  if (owed !== undefined && !components.some(({ hotfix }) => hotfix !== undefined)) {
    return { verdict: `Passed: hotfix panel due ${owed.until}`, subject: owed.component };
  }
  return components.length === 0 ? { verdict: "Not affected" } : passedLine(standing);
}

function isClosed({ conclusion }: CheckDecision): boolean {
  return conclusion !== "success" && conclusion !== "neutral";
}

const FOR: Readonly<Record<Turn, string>> = {
  author: "for the author",
  reviewers: "for reviewers",
  ci: "for CI",
  elsewhere: "elsewhere",
};

function fixesText(fixes: readonly ComponentFinding[]): string {
  const turns = Map.groupBy(fixes, turnOf);
  return [...turns]
    .map(([turn, each], index) =>
      index === 0
        ? `${count(each.length, "fix", "fixes")} ${FOR[turn]}`
        : `${each.length} ${FOR[turn]}`,
    )
    .join(", ");
}

function subjectOf(findings: readonly ComponentFinding[]): string {
  const [first, ...others] = [...new Set(findings.map(({ component }) => component))];
  return others.length === 0 ? (first ?? "") : count(others.length + 1, "component");
}

function waitingLine({ verdict, waiting, components }: Standing): Line {
  if (verdict === "in_progress") {
    const awaited = waiting.filter((finding) => turnOf(finding) === "ci");
    const results = awaited.length === 0 ? "" : `: ${count(awaited.length, "result")}`;
    return { verdict: `Waiting for CI${results}`, subject: subjectOf(awaited) };
  }
  const urgent = components.find(({ hotfix }) => hotfix !== undefined);
  if (urgent !== undefined) return { verdict: "Hotfix waits for an approval", subject: urgent.id };
  const seats = seatsAsked(waiting);
  const names = new Set(waiting.map(({ component }) => component));
  const only = components.find(({ id }) => names.has(id));
  if (seats.length > 0) {
    const open = `Waiting for ${openSeats(seats).length} of ${seats.length}`;
    return names.size === 1 && only !== undefined
      ? { verdict: open, subject: stepOf(only) }
      : { verdict: `${open} seats`, subject: count(names.size, "component") };
  }
  const elsewhere = waiting.length > 0 && waiting.every((each) => turnOf(each) === "elsewhere");
  return {
    verdict: elsewhere
      ? `Open: ${count(waiting.length, "rule")} judged elsewhere`
      : "Waiting for people",
    subject: subjectOf(waiting),
  };
}

function passedLine({ components, waived, inGrace }: Standing): Line {
  const urgent = components.find(({ hotfix }) => hotfix !== undefined);
  if (urgent?.hotfix !== undefined) {
    const end = urgent.hotfix.endsAt.slice(0, 10);
    return { verdict: `Passed: hotfix before ${end}`, subject: urgent.id };
  }
  const remarks = [
    ...(waived.length === 0
      ? []
      : [
          `${count(waived.length, waived.every(isAccepted) ? "exception" : "waiver")}${waived.some(endsSoon) ? " ending soon" : ""}`,
        ]),
    ...(inGrace.length === 0 ? [] : [`${inGrace.length} to mend soon`]),
  ];
  const verdict = remarks.length === 0 ? "Passed" : `Passed with ${remarks.join(", ")}`;
  const moving = components.filter(({ target }) => target !== undefined);
  const [only, ...others] = moving.length === 1 ? moving : components;
  if (only === undefined || others.length > 0) {
    return { verdict, subject: count(components.length, "component") };
  }
  if (components.length > 1) {
    return { verdict, subject: `${stepOf(only)} and ${components.length - 1} more` };
  }
  if (only.aside) return { verdict, subject: only.id };
  const where = only.target === undefined ? `${only.id} at ${stepText(only)}` : stepOf(only);
  return {
    verdict,
    subject: where.replace(/ at (?=new at |removed at |going on as )/, " "),
  };
}

/** Of one pull request, where a waiver is of all. */
function isAccepted({ standIn }: ComponentFinding): boolean {
  return standIn?.type === "accepted";
}

function endsSoon({ standIn }: ComponentFinding): boolean {
  return standIn?.endsSoon === true;
}

/** A check that observes or warns says so before it says what it found. */
function soften({ verdict, ...rest }: Line, enforcement: CheckDecision["enforcement"]): Line {
  if (enforcement === "observe") {
    const would = verdict
      .replace(/^(?:Hotfix b|B)locked: /, "would block: ")
      .replace(/^Waiting for /, "would wait for ")
      .replace(/^Open: /, "would wait for ");
    return { verdict: `Observed: ${would}`, ...rest };
  }
  return {
    verdict: verdict
      .replace(/^(?:Hotfix b|B)locked: /, "Warning: ")
      .replace(/^Waiting /, "Warning: waiting "),
    ...rest,
  };
}

/** Brackets for the one in trouble, a colon for the one that moves. */
function fitted({ verdict, subject = "" }: Line): string {
  if (subject === "") return shortened(verdict, TITLE_LIMIT);
  const [before, after] = verdict.includes(":") ? [" (", ")"] : [": ", ""];
  const room = TITLE_LIMIT - verdict.length - before.length - after.length;
  const name = plain(subject);
  if (name.length > room && room < SHORTEST_NAME) return shortened(verdict, TITLE_LIMIT);
  return `${verdict}${before}${shortened(name, room)}${after}`;
}

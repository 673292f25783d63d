import type { CheckDecision, Decision } from "../core/model/decision.ts";
import { isHeldBack } from "../core/model/finding.ts";
import { count } from "./count.ts";
import { code, prose } from "./escape.ts";
import { openSeats, seatsAsked } from "./seats.ts";
import { type ComponentFinding, type Standing, turnOf } from "./standing.ts";
import { stepText } from "./step-name.ts";

/** What the reader is to do now: the first line of a check. Markdown. */
export function instruction(decision: Decision, check: CheckDecision, standing: Standing): string {
  return `**${doNow(decision, check, standing)}**`;
}

function doNow(decision: Decision, check: CheckDecision, standing: Standing): string {
  const { verdict, fixes } = standing;
  if (decision.problems.length > 0) {
    return `Mend the policy first: ${count(decision.problems.length, "problem")} in it ${decision.problems.length === 1 ? "has" : "have"} to go before anything can be judged.`;
  }
  if (decision.unavailable !== undefined) {
    return "Nothing to mend here: this is GitHub's doing or ours, and it is tried again by itself.";
  }
  if (verdict === "neutral" || (verdict === "failure" && fixes.length === 0)) {
    return prose(decision.notices[0] ?? "Nothing could be judged. Re-run this check.");
  }
  if (verdict === "failure") return mend(fixes, check);
  if (verdict !== "success") return wait(standing);
  return nothingToDo(decision, standing);
}

function mend(fixes: readonly ComponentFinding[], { enforcement }: CheckDecision): string {
  const authors = fixes.filter((finding) => turnOf(finding) === "author");
  if (authors.length === 0) {
    const there = fixes.some((finding) => turnOf(finding) === "ci") ? "in CI" : "elsewhere";
    return `Author: nothing here is yours to mend. ${count(fixes.length, "finding has", "findings have")} to be settled ${there}.`;
  }
  const what =
    authors.length === 1
      ? "the finding below and push"
      : `the ${authors.length} findings below, the quickest first, and push`;
  const again = enforcement === "block" ? " The check runs again by itself." : "";
  return `Author: mend ${what}.${again}`;
}

function wait({ verdict, waiting, components }: Standing): string {
  if (verdict === "in_progress") {
    return "Nothing to do yet: CI is still at work, and this check goes on when its results are in.";
  }
  const seats = seatsAsked(waiting);
  if (seats.length > 0) {
    const names = new Set(waiting.map(({ component }) => component));
    const steps = components
      .filter(({ id }) => names.has(id))
      .map((component) => `${code(component.id)} ${stepText(component)}`.trim());
    const left = openSeats(seats);
    const open = left.length;
    const how = left.some(({ explicit }) => explicit === true)
      ? "review this pull request, and approve in the words below"
      : "review and approve this pull request";
    return `Reviewers: ${open} of ${count(seats.length, "seat")} for ${listed(steps)} ${open === 1 ? "is" : "are"} open. If one is yours, ${how}.`;
  }
  const turns = new Set(waiting.map(turnOf));
  if (turns.has("author")) return "Author: what is left waits for you, as said below.";
  if (waiting.every(isHeldBack)) {
    const accept = new Set(waiting.flatMap(({ trust }) => trust?.accepts ?? []));
    const who = accept.size === 0 ? "Author" : listed([...accept].map((role) => code(role)));
    return `${who}: nothing is wrong but where ${waiting.length === 1 ? "a report comes" : "reports come"} from. Let ${waiting.length === 1 ? "it" : "them"} come as said below, or accept ${waiting.length === 1 ? "it" : "them"} for this head.`;
  }
  return turns.has("reviewers")
    ? "Reviewers: nothing is left to mend here, and what is left waits for your approval, as said below."
    : "Nothing to mend here. What is left cannot be seen or settled from here; the lines below say why.";
}

function nothingToDo({ unaffected }: Decision, { components, inGrace, waived }: Standing): string {
  if (components.length === 0) {
    const [only, ...others] = unaffected;
    const none =
      only === undefined
        ? "no component"
        : others.length > 0
          ? `none of the ${count(unaffected.length, "component")}`
          : `nothing of ${code(only)}`;
    return `Nothing to do: this pull request touches ${none}.`;
  }
  if (inGrace.length > 0) {
    return `Nothing blocks yet: ${count(inGrace.length, "finding")} below ${inGrace.length === 1 ? "does" : "do"} soon.`;
  }
  const [only] = components;
  if (components.length === 1 && only?.target !== undefined && only.target > only.level) {
    return `Nothing to do: ${code(only.id)} may go ${stepText(only)}.`;
  }
  if (waived.length > 0) {
    return `Nothing to do: what does not hold for ${listed(moving(components).map(named))} is waived for now.`;
  }
  return `Nothing to do: every blocking rule holds for ${listed(moving(components).map(named))}.`;
}

/** Those that move come first: they are what the pull request is about. */
function moving(components: Standing["components"]): Standing["components"] {
  return components.toSorted((a, b) => Number(isMoving(b)) - Number(isMoving(a)));
}

/** A component, with its step where it is one of several that make one. */
function named(
  component: Standing["components"][number],
  _: number,
  all: readonly unknown[],
): string {
  const name = code(component.id);
  return all.length > 1 && isMoving(component) ? `${name} ${stepText(component)}` : name;
}

function isMoving({ target, movement }: Standing["components"][number]): boolean {
  return target !== undefined || movement === "add" || movement === "remove";
}

/** At most three by name. */
function listed(names: readonly string[]): string {
  if (names.length > 3) return count(names.length, "component");
  const [last = ""] = names.slice(-1);
  return names.length < 2 ? last : `${names.slice(0, -1).join(", ")} and ${last}`;
}

/** What a check that does not block says about itself; Markdown. */
export function modeRemark({ enforcement, conclusion }: CheckDecision): string {
  if (conclusion !== "neutral" || enforcement === "block") return "";
  return enforcement === "observe"
    ? "This check only observes: it shows what would block, and the merge does not wait for it."
    : "This check only warns: the merge does not wait for it.";
}

import type { ComponentDecision, Decision } from "../model/decision.ts";
import type { ChangedFile } from "../model/tree.ts";
import type { CapsuleEvent } from "./capsule-schema.ts";

/** Where waivers stand. */
const WAIVERS = ".mltrl/waivers.yml";

/** Files that say what is asked, and those that excuse from it. */
const POLICY = /^\.mltrl\/(?:config\.yml$|organization\.yml$|profiles\/|checklists\/)/;

/** Whether a path is one of the policy's files, its waivers included. */
export function isPolicyFile(path: string): boolean {
  return POLICY.test(path) || path === WAIVERS;
}

/** What happened in a merge that has to stay on record: nothing, most of the time. */
export function eventsOf(decision: Decision, changed: readonly ChangedFile[]): CapsuleEvent[] {
  const paths = changed
    .flatMap(({ path, previousPath }) => [path, previousPath ?? path])
    .toSorted();
  const files = [...new Set(paths.filter((path) => POLICY.test(path)))];
  return [
    ...decision.components.flatMap(eventsOfComponent),
    ...(files.length > 0 ? [{ kind: "policy-change" as const, files }] : []),
    ...(paths.includes(WAIVERS) ? [{ kind: "waiver" as const, files: [WAIVERS] }] : []),
  ];
}

function eventsOfComponent(decided: ComponentDecision): CapsuleEvent[] {
  const { id: component, conclusion, hotfix } = decided;
  const moved = movementEvent(decided);
  if (hotfix === undefined) return moved;
  const { path: record, incident, endsAt: until } = hotfix;
  return [...moved, { kind: "hotfix", component, conclusion, record, incident, until }];
}

function movementEvent({
  id: component,
  movement,
  conclusion,
  level: from,
  target: to = from,
  findings,
  digest,
}: ComponentDecision): CapsuleEvent[] {
  switch (movement) {
    case "raise":
    case "renew": {
      const seats = findings
        .flatMap((finding) => finding.seats ?? [])
        .map(({ role, holder }) => ({ role, ...(holder !== undefined && { holder }) }));
      const signed = digest === undefined ? {} : { signed: digest };
      return [{ kind: "graduation", component, from, to, conclusion, seats, ...signed }];
    }
    case "lower":
      return [{ kind: "switchback", component, from, to, conclusion }];
    case "add":
      return [{ kind: "entry", component, to, conclusion }];
    case "remove":
      return [{ kind: "departure", component, from, conclusion }];
    case "untouched":
    case "records":
    case "content":
      return [];
  }
}

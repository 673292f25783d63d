import type { AuditReason } from "../model/audit.ts";
import type { CapsuleEvent } from "../records/capsule-schema.ts";
import { type JudgedMerge, mergeName } from "./judged-merge.ts";

type Graduation = Extract<CapsuleEvent, { kind: "graduation" }>;

/**
 * Who holds a seat of a step that they asked for, or whose records they merged, in another pull request:
 * of that the gate of this one saw nothing. A panel of one may be who asks, in their own pull request.
 */
export function requestReasons(
  event: Graduation,
  merge: JudgedMerge,
  earlier: readonly JudgedMerge[],
): AuditReason[] {
  const own = merge.record?.capsule;
  const told = own?.events.find(
    (each): each is Graduation => each.kind === "graduation" && each.component === event.component,
  );
  if (own === undefined || told === undefined) return [];
  const since = earlier.findLastIndex(({ events }) =>
    events.some((each) => each.kind === "graduation" && isStep(each, event)),
  );
  const asked = [...earlier.slice(since + 1), merge].flatMap((each) =>
    each.requests
      .filter((request) => isStep(request, event))
      .flatMap((request) => [
        { login: request.by, in: each, path: request.path },
        // Whoever opened a pull request that only asks has asked, whatever name the record bears.
        ...(each !== merge && each.record
          ? [{ login: each.record.capsule["pull-request"].author, in: each, path: request.path }]
          : []),
      ]),
  );
  return told.seats.flatMap(({ role, holder }): AuditReason[] => {
    const ownPanel = holder === own["pull-request"].author;
    const found = asked.find(({ login }) => login.toLowerCase() === holder?.toLowerCase());
    if (holder === undefined || found === undefined || (ownPanel && found.in === merge)) return [];
    const message = `${holder} holds the seat of ${role} and asked for this step in ${mergeName(found.in)} (${found.path})`;
    return [{ verdict: "broken", message }];
  });
}

function isStep(
  each: { readonly component: string; readonly from: number; readonly to: number },
  { component, from, to }: Graduation,
): boolean {
  return each.component === component && each.from === from && each.to === to;
}

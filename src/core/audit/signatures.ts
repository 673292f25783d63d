import type { AuditSignature } from "../model/audit.ts";
import type { CapsuleEvent } from "../records/capsule-schema.ts";
import type { JudgedMerge } from "./judged-merge.ts";

/** Who signed what happened, as its record tells; none where there is no record. */
export function signaturesOf(event: CapsuleEvent, { record }: JudgedMerge): AuditSignature[] {
  if (record === undefined) return [];
  const { capsule } = record;
  if (!("component" in event)) {
    return (capsule.reviews ?? []).flatMap(({ login, state, commit, roles = [] }) =>
      state === "approved" || state === "changes-requested"
        ? [{ login, says: state, commit, roles }]
        : [],
    );
  }
  const told = capsule.events.find(
    (each) => each.kind === "graduation" && each.component === event.component,
  );
  const seats = told?.kind === "graduation" ? told.seats : [];
  const given = capsule.signatures
    .filter(({ component }) => component === event.component)
    .map(({ login, state, roles, as, commit, digest, barred, counts }): AuditSignature => {
      const seat = seats.find(({ holder }) => holder === login)?.role;
      const lapsed = "given to another step or other content";
      const idle = counts || state !== "approved" ? undefined : (barred ?? lapsed);
      return {
        login,
        says: state,
        roles,
        commit,
        digest,
        ...(as !== undefined && { as }),
        ...(seat !== undefined && { seat }),
        ...(idle !== undefined && { void: idle }),
      };
    });
  const signed = new Set(given.map(({ login }) => login));
  const { head } = capsule["pull-request"];
  const digest = told?.kind === "graduation" ? told.signed : undefined;
  // The panel of one has approved by asking.
  const asked = seats.flatMap(({ role, holder }): AuditSignature[] =>
    holder === undefined || signed.has(holder)
      ? []
      : [
          {
            login: holder,
            seat: role,
            roles: [role],
            says: "asked",
            commit: head,
            ...(digest !== undefined && { digest }),
          },
        ],
  );
  return [...given, ...asked];
}

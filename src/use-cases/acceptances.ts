import { independenceDoubt, whyBarred } from "../core/kinds/independence.ts";
import type { AcceptanceMark } from "../core/model/acceptance.ts";
import type { Approvals } from "../core/model/approval.ts";
import type { Change, Comment } from "../core/model/change.ts";
import { type Fact, known } from "../core/model/fact.ts";
import type { ComponentPlan, Obligation } from "../core/model/obligation.ts";
import type { Policy } from "../core/model/policy.ts";
import type { Catalogue } from "../core/model/rule.ts";
import { isWaivable, waiverRoleOf } from "../core/policy/waiver-rights.ts";
import { acceptanceIn } from "../evidence/acceptance-mark.ts";
import { gatherApprovals } from "../gather/approvals.ts";
import type { GatherContext } from "../gather/context.ts";
import { holdsRole, isSameLogin } from "../gather/holds-role.ts";
import type { People } from "../ports/people.ts";
import { ordersIn } from "./orders.ts";

/** Somebody who accepts, or accepted, that a rule does not hold for a component. */
export interface Accepting {
  readonly by: string;
  readonly rule: string;
  readonly component: string;
}

/**
 * The plan with what people accepted for this pull request. An acceptance is two comments: the person's
 * own, unedited, and the App's, which notes the content and the step that it was given for and which nobody
 * else can write. Rights are those of this moment.
 */
export async function withAcceptances(
  plan: ComponentPlan,
  context: GatherContext,
  catalogue: Catalogue,
): Promise<ComponentPlan> {
  const { comments } = context.change;
  const given = comments.state === "known" ? acceptancesIn(comments.value, plan.id) : [];
  const asked = given.filter(({ mark }) => plan.obligations.some((each) => isOf(each, mark)));
  if (asked.length === 0) return plan;
  const approvals = await gatherApprovals(context);
  const states = await Promise.all(
    asked.map(async ({ mark, reason }) => ({
      mark,
      state: await stateOf(mark, reason, plan, approvals, context, catalogue),
    })),
  );
  return {
    ...plan,
    obligations: plan.obligations.map((obligation) => {
      const own = states.filter(({ mark }) => isOf(obligation, mark)).map(({ state }) => state);
      const state = own.toSorted(byWhatItIsFor).find(({ standIn }) => standIn) ?? own.at(-1);
      return state === undefined || obligation.standIn !== undefined
        ? obligation
        : { ...obligation, ...state };
    }),
  };
}

/** What noted acceptances there are for a component whose people still stand by their word. */
function acceptancesIn(
  comments: readonly Comment[],
  component: string,
): { readonly mark: AcceptanceMark; readonly reason: string }[] {
  const orders = ordersIn(comments, "accept");
  return comments
    .filter(({ own, edited }) => own && !edited)
    .flatMap(({ body }) => acceptanceIn(body) ?? [])
    .filter((mark) => mark.component === component)
    .flatMap((mark) => {
      const order = orders.find(
        ({ comment, command: { words } }) =>
          comment.id === mark.comment &&
          isSameLogin(comment.author.login, mark.by) &&
          words[0] === mark.rule &&
          (words[1] === undefined || words[1] === component),
      );
      return order === undefined
        ? []
        : [{ mark, reason: order.command.options.get("reason") ?? "" }];
    });
}

type State = Pick<Obligation, "standIn" | "ended">;

async function stateOf(
  mark: AcceptanceMark,
  reason: string,
  { step }: ComponentPlan,
  approvals: Fact<Approvals>,
  context: GatherContext,
  catalogue: Catalogue,
): Promise<State> {
  if (approvals.state === "unavailable") {
    return { ended: `whether ${mark.by} accepted it cannot be told: ${approvals.reason}` };
  }
  if (mark.content !== approvals.value.current.digest) {
    return { ended: `${mark.by} accepted it; the content changed since` };
  }
  if (mark.from !== step.from || mark.to !== step.to) {
    return { ended: `${mark.by} accepted it for another step` };
  }
  const fault = await whyNotAccepting(mark, approvals.value, context, catalogue);
  if (fault.state === "unavailable") {
    return { ended: `whether ${mark.by} accepted it cannot be told: ${fault.reason}` };
  }
  if (fault.value !== undefined) return { ended: `${mark.by} accepted it, but ${fault.value}` };
  const role = waiverRoleOf(mark.rule, context.policy);
  return {
    standIn: {
      type: "accepted",
      reason: `accepted for this ${mark.origin ? "head" : "content"} by ${mark.by} (${role}): ${reason}`,
      approver: role,
      ...(mark.origin && { originOnly: true as const }),
      ...(mark.head !== headOf(context.change) && { otherHead: true as const }),
    },
  };
}

/** What was given for the present head comes first, and then what is for more than where a report comes from. */
function byWhatItIsFor({ standIn: one }: State, { standIn: other }: State): number {
  return limitsOf(one) - limitsOf(other);
}

function limitsOf(standIn: State["standIn"]): number {
  return (standIn?.otherHead ? 2 : 0) + (standIn?.originOnly ? 1 : 0);
}

/** What people see of a pull request; in a merge queue another commit is judged. */
export function headOf({ reviewedHead, head }: Pick<Change, "reviewedHead" | "head">): string {
  return reviewedHead ?? head;
}

/** Why somebody may not accept that a rule does not hold, in words; undefined where they may. */
export async function whyNotAccepting(
  { by, rule, component }: Accepting,
  approvals: Approvals,
  { policy, people }: { readonly policy: Policy; readonly people: People },
  catalogue: Catalogue,
): Promise<Fact<string | undefined>> {
  if (!isWaivable(rule, component, policy, catalogue)) {
    return known(`${rule} is not to be waived by anybody`);
  }
  const because = whyBarred(by, approvals.barred);
  if (because !== undefined) return known(`${by} ${because}`);
  const doubt = independenceDoubt(approvals);
  if (doubt !== undefined) return known(doubt.reason);
  const role = waiverRoleOf(rule, policy);
  const holds = await holdsRole(by, role, { policy, people });
  if (holds.state === "unavailable") return holds;
  return known(holds.value ? undefined : `${by} does not hold the role ${role}`);
}

function isOf({ rule }: Obligation, mark: AcceptanceMark): boolean {
  return rule.id === mark.rule;
}

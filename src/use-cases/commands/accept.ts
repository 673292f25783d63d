import { COMMANDS } from "../../commands/command-table.ts";
import type { AcceptanceMark } from "../../core/model/acceptance.ts";
import type { Change, Comment } from "../../core/model/change.ts";
import type { ComponentDecision } from "../../core/model/decision.ts";
import { isHeldBack } from "../../core/model/finding.ts";
import { type Fact, known, mapFact, unavailable } from "../../core/model/fact.ts";
import type { CommandRequest, CommentRef } from "../../core/model/request.ts";
import { isStated } from "../../core/model/cell-text.ts";
import { waiverRoleOf } from "../../core/policy/waiver-rights.ts";
import { acceptanceLine } from "../../evidence/acceptance-mark.ts";
import { gatherApprovals } from "../../gather/approvals.ts";
import { acceptedText } from "../../report/accepted-text.ts";
import { noteReply, usageReply } from "../../report/reply.ts";
import { headOf, whyNotAccepting } from "../acceptances.ts";
import type { Engine } from "../engine.ts";
import { gate } from "../gate.ts";
import { judge, type Verdict } from "../judge.ts";
import type { CarryOut, CommandPorts } from "./command.ts";
import { openComponent } from "./open-component.ts";

/**
 * Accepts, for this pull request and this content, that a rule does not hold. The comment that asks for it is
 * the record; what the App adds beneath is which content and step it was.
 */
export const acceptCommand: CarryOut = async (command, request, ports, engine) => {
  const [rule, wanted] = command.words;
  const reason = command.options.get("reason") ?? "";
  const { comment } = request;
  if (comment === undefined)
    return noteReply("Not accepted.", ["The record is a comment: write one."]);
  if (rule === undefined) return usageReply(COMMANDS.accept, "name a rule");
  if (!isStated(reason)) return usageReply(COMMANDS.accept, "say why, with --reason");
  const verdict = await judge(ports, engine);
  if (verdict.state === "unavailable") return noteReply("Not accepted.", [verdict.reason]);
  const component = openComponent(rule, wanted, verdict.value);
  if (typeof component === "string") return noteReply("Not accepted.", [component]);
  const mark = await markOf(rule, component, { ...request, comment }, verdict.value, ports, engine);
  if (mark.state === "unavailable") return noteReply("Not accepted.", [mark.reason]);
  const { role, ...noted } = mark.value;
  const line = acceptanceLine(noted);
  await ports.conversation.record(`${line}\n${acceptedText(noted, role, reason)}`);
  await gate(
    { repository: request.repository, pullRequest: request.number },
    { ...ports, source: withRecord(verdict.value.change, line, { ...request, comment }) },
    engine,
  );
  return "said";
};

type Commented = CommandRequest & { readonly comment: CommentRef };

async function markOf(
  rule: string,
  { id, findings }: ComponentDecision,
  { actor, comment }: Commented,
  { change, planned }: Verdict,
  { people, ci }: CommandPorts,
  { catalogue }: Engine,
): Promise<Fact<AcceptanceMark & { readonly role: string }>> {
  const own = planned.find(({ plan }) => plan.id === id);
  if (own === undefined) return unavailable("missing", `${id} is not judged here`);
  const found = findings.find((each) => each.rule === rule);
  if (found?.unseen === true) {
    return unavailable(
      "upstream",
      `${rule} could not be judged, so that nobody knows what to accept`,
    );
  }
  const { plan, context } = own;
  const shared = { people, policy: context.policy };
  const approvals = await gatherApprovals({
    ...context,
    ...shared,
    ci,
    referenceChecklists: catalogue.checklists,
  });
  if (approvals.state === "unavailable") return approvals;
  const accepting = { by: actor.login, rule, component: id };
  const fault = await whyNotAccepting(accepting, approvals.value, shared, catalogue);
  if (fault.state === "known" && fault.value !== undefined) {
    return unavailable("invalid", fault.value);
  }
  if (isEdited(comment.id, change)) {
    return unavailable("invalid", "your comment has been edited since; write a new one");
  }
  const { from, to } = plan.step;
  return mapFact(fault, () => ({
    comment: comment.id,
    ...accepting,
    ...(from !== undefined && { from }),
    ...(to !== undefined && { to }),
    content: approvals.value.current.digest,
    head: headOf(change),
    ...(found && isHeldBack(found) && { origin: true as const }),
    role: waiverRoleOf(rule, context.policy),
  }));
}

function isEdited(comment: number, { comments }: Change): boolean {
  return (
    comments.state === "known" && comments.value.some(({ id, edited }) => id === comment && edited)
  );
}

/** The change as it is now that it has been recorded: it need not be read again. */
function withRecord(
  change: Change,
  line: string,
  { comment: { id }, actor, body }: Commented,
): CommandPorts["source"] {
  const order: Comment = { id, author: actor, body, edited: false, own: false };
  const record: Comment = {
    id: 0,
    author: { login: "", bot: true },
    body: line,
    edited: false,
    own: true,
  };
  const comments = mapFact(change.comments, (before) => [
    ...before.filter((each) => each.id !== id),
    order,
    record,
  ]);
  return { read: () => Promise.resolve(known({ ...change, comments })) };
}

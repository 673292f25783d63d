import { COMMANDS } from "../../commands/command-table.ts";
import { isStated } from "../../core/model/cell-text.ts";
import { type Fact, known, unavailable } from "../../core/model/fact.ts";
import type { Policy } from "../../core/model/policy.ts";
import type { CommandRequest } from "../../core/model/request.ts";
import { viewAt } from "../../gather/view.ts";
import { PROPOSALS } from "../../ports/branch.ts";
import { noteReply, usageReply } from "../../report/reply.ts";
import { waiverAskedReply } from "../../report/reply-waiver.ts";
import { branchChange } from "../branch-change.ts";
import { defaultPolicy } from "../default-policy.ts";
import { draftWaiver } from "../draft-waiver.ts";
import type { Engine } from "../engine.ts";
import { judge } from "../judge.ts";
import type { CarryOut, CommandPorts } from "./command.ts";
import { propose } from "./deliver.ts";
import { openComponent } from "./open-component.ts";

/**
 * Asks for a waiver: opens a pull request that adds it to the default branch's waivers, where whoever holds
 * the rule's waiver role grants it.
 */
export const waiveCommand: CarryOut = async (command, request, ports, engine) => {
  const [rule, wanted] = command.words;
  const reason = command.options.get("reason") ?? "";
  const until = command.options.get("until") ?? "";
  if (rule === undefined) return usageReply(COMMANDS.waive, "name a rule");
  if (!isStated(reason)) return usageReply(COMMANDS.waive, "say why, with --reason");
  if (until === "") return usageReply(COMMANDS.waive, "say for how long, with --until");
  const [main, policy] = await Promise.all([
    ports.defaultBranch.read(),
    defaultPolicy(ports, engine),
  ]);
  if (main.state === "unavailable") return noteReply("Not waived.", [main.reason]);
  if (policy.state === "unavailable") return noteReply("Not waived.", [policy.reason]);
  if (main.value === undefined || policy.value === undefined) {
    return noteReply("Not waived.", ["The default branch has no policy that asks for anything."]);
  }
  const component = await componentOf(rule, wanted, policy.value, request, ports, engine);
  if (component.state === "unavailable") return noteReply("Not waived.", [component.reason]);
  const view = await viewAt(ports.repository, main.value.commit);
  if (view.state === "unavailable") return noteReply("Not waived.", [view.reason]);
  const drafted = await draftWaiver(
    {
      rule,
      component: component.value,
      reason,
      until,
      requestedBy: request.actor.login,
      date: main.value.now.slice(0, 10),
      ...(request.onPullRequest && { pullRequest: request.number }),
    },
    view.value,
    policy.value,
    engine.catalogue,
  );
  if (drafted.state === "unavailable") return noteReply("Not waived.", [drafted.reason]);
  const what = `${rule} for ${component.value} until ${until}`;
  if (drafted.value.state === "there") return noteReply(`The policy waives ${what} already.`);
  const { file, approver } = drafted.value;
  const delivery = await propose(
    {
      title: `Waive ${what}`,
      does: `waives ${what}`,
      change: branchChange(main.value, request.actor),
      files: [file],
      branch: `${PROPOSALS}waive-${rule}-${component.value}-${until}`,
    },
    request,
    ports,
  );
  return delivery.outcome === "answered"
    ? delivery.answer
    : waiverAskedReply({ what, approver, pullRequest: delivery.pullRequest });
};

/** The component that is named; else the only one there is, or the only one whose rule is open here. */
async function componentOf(
  rule: string,
  wanted: string | undefined,
  { components }: Policy,
  { onPullRequest }: CommandRequest,
  ports: CommandPorts,
  engine: Engine,
): Promise<Fact<string>> {
  if (wanted !== undefined) return known(wanted);
  const [only] = components;
  if (components.length === 1 && only !== undefined) return known(only.id);
  if (!onPullRequest) return unavailable("missing", "name a component behind the rule");
  const verdict = await judge(ports, engine);
  if (verdict.state === "unavailable") return verdict;
  const found = openComponent(rule, undefined, verdict.value);
  return typeof found === "string" ? unavailable("missing", found) : known(found.id);
}

import { type CommandDescription, COMMANDS, findCommand } from "../commands/command-table.ts";
import { type ParsedCommand, parseCommands } from "../commands/parse-commands.ts";
import type { CommandRequest } from "../core/model/request.ts";
import type { Rule } from "../core/model/rule.ts";
import { suggestion } from "../core/source/suggestion.ts";
import type { Branch } from "../ports/branch.ts";
import type { Conversation } from "../ports/conversation.ts";
import { PERMISSIONS } from "../ports/people.ts";
import { explainRule } from "../report/explain-rule.ts";
import {
  helpReply,
  notAllowedReply,
  noteReply,
  patchReply,
  reply,
  replyMarker,
  unknownCommandReply,
  usageReply,
} from "../report/reply.ts";
import { promotedReply, refusedPromotionReply } from "../report/reply-promotion.ts";
import { statusReply } from "../report/reply-status.ts";
import { unifiedDiff } from "../report/unified-diff.ts";
import { gate, type GatePorts } from "./gate.ts";
import type { Engine } from "./engine.ts";
import { judge } from "./judge.ts";
import { promote, type Promotion } from "./promote.ts";

/** What carrying out a command asks of the outside. */
export interface CommandPorts extends GatePorts {
  readonly conversation: Conversation;
  readonly branch: Branch;
}

/** One reply stands under a pull request: a later command's answer takes the place of an earlier one's. */
const REPLY = "command";

/** Carries out the commands of a comment. Rights are looked up when acting, and repeating changes nothing. */
export async function runCommands(
  request: CommandRequest,
  ports: CommandPorts,
  engine: Engine,
): Promise<void> {
  const commands = parseCommands(request.body);
  if (commands.length === 0) return;
  await ports.conversation.acknowledge(request.comment);
  const answers: string[] = [];
  for (const command of commands) answers.push(await answer(command, request, ports, engine));
  const marker = replyMarker(REPLY);
  const [first = "", ...rest] = answers;
  const body = [first, ...rest.map((each) => each.replace(marker, ""))].join("\n\n---\n");
  await ports.conversation.reply(marker, body);
}

async function answer(
  command: ParsedCommand,
  request: CommandRequest,
  ports: CommandPorts,
  engine: Engine,
): Promise<string> {
  const described = findCommand(command.name);
  if (described === undefined) {
    const nearest = suggestion(
      command.name,
      COMMANDS.map(({ name }) => name),
    );
    return unknownCommandReply(REPLY, command.name, nearest === undefined ? [] : [nearest]);
  }
  if (described.name === "help") return helpReply(REPLY, COMMANDS.map(forPeople));
  if (described.name === "explain") return explained(command, described, engine);
  if (request.refused !== undefined) {
    return noteReply(REPLY, `Not done: this is ${request.refused}.`);
  }
  if (!request.onPullRequest) {
    return noteReply(REPLY, `Not done: /mltrl ${described.name} works on pull requests.`);
  }
  const permission = await ports.people.permission(request.actor.login);
  if (permission.state === "unavailable") {
    return noteReply(REPLY, "Not done: your rights could not be looked up.", [permission.reason]);
  }
  if (PERMISSIONS.indexOf(permission.value) < PERMISSIONS.indexOf(described.needs)) {
    return notAllowedReply(REPLY, { command: described.name, right: rightText(described) });
  }
  if (described.name === "promote") return promoted(command, request, ports, engine);
  return described.name === "check" ? checked(request, ports, engine) : status(ports, engine);
}

function forPeople(command: CommandDescription): CommandDescription & { readonly who: string } {
  return {
    ...command,
    who: command.needs === "read" ? "everybody" : `people with ${command.needs} access`,
  };
}

function rightText({ needs }: CommandDescription): string {
  return `${needs} access to this repository`;
}

function explained(
  { words: [wanted] }: ParsedCommand,
  described: CommandDescription,
  { catalogue }: Engine,
): string {
  if (wanted === undefined) return usageReply(REPLY, described, "name a rule");
  const rule = catalogue.rules.find(({ id }) => id === wanted);
  if (rule)
    return reply(REPLY, "The rule in full", [
      { name: "Rule", open: "", items: [explainRule(rule)], close: "" },
    ]);
  const nearest = suggestion(
    wanted,
    catalogue.rules.map(({ id }) => id),
  );
  return usageReply(
    REPLY,
    described,
    `there is no rule ${wanted}${nearest === undefined ? "" : `; did you mean ${nearest}?`}`,
  );
}

async function status(ports: CommandPorts, engine: Engine): Promise<string> {
  const verdict = await judge(ports, engine);
  if (verdict.state === "unavailable")
    return noteReply(REPLY, "Not known right now.", [verdict.reason]);
  const { decision } = verdict.value;
  return decision === undefined
    ? noteReply(REPLY, "No check of mltrl-gate guards this branch.")
    : statusReply(REPLY, decision, rulesOf(engine));
}

async function checked(
  { repository, number }: CommandRequest,
  ports: CommandPorts,
  engine: Engine,
): Promise<string> {
  const { change, decision } = await gate(
    { repository, pullRequest: number, rewrite: { headSha: "" } },
    ports,
    engine,
  );
  return decision === undefined
    ? noteReply(REPLY, `No check of mltrl-gate guards ${change.baseRef}.`)
    : statusReply(REPLY, decision, rulesOf(engine));
}

async function promoted(
  { words: [wanted] }: ParsedCommand,
  request: CommandRequest,
  ports: CommandPorts,
  engine: Engine,
): Promise<string> {
  const promotion = await promote(wanted, request.actor.login, ports, engine);
  switch (promotion.outcome) {
    case "unclear":
      return noteReply(REPLY, "Not promoted.", [promotion.because]);
    case "asked-already":
      return noteReply(
        REPLY,
        `This pull request asks for level ${promotion.to} of ${promotion.component} already; its panel is next.`,
      );
    case "refused":
      return refusedPromotionReply(REPLY, promotion.component, rulesOf(engine), {
        commit: promotion.decision.provenance.head,
        repositoryUrl: ports.repositoryUrl,
      });
    case "ready":
      return committed(promotion, ports);
  }
}

async function committed(
  promotion: Extract<Promotion, { outcome: "ready" }>,
  ports: CommandPorts,
): Promise<string> {
  const { change, component, from, to, files } = promotion;
  const does = `asks for level ${to} of ${component.id} and adds its review record`;
  const text = unifiedDiff(files.map(({ path, before, text: after }) => ({ path, before, after })));
  if (change.fromFork) {
    return patchReply(REPLY, { does, because: "its branch is in a fork", text });
  }
  const commit = await ports.branch.commit({
    branch: change.headRef,
    expectedHead: change.head,
    message: `Ask for level ${to} of ${component.id}\n\nThe review record of the graduation ${from} → ${to} comes with it.`,
    files,
  });
  if (commit.state === "unavailable") {
    return commit.cause === "not-visible"
      ? patchReply(REPLY, { does, because: commit.reason, text })
      : noteReply(REPLY, "Not promoted.", [commit.reason, "Try again."]);
  }
  return promotedReply(
    REPLY,
    {
      component: { ...component, level: from, target: to },
      commit: commit.value,
      files: files.map(({ path }) => path),
      seats: component.findings.flatMap(({ seats = [] }) => seats),
    },
    { commit: commit.value, repositoryUrl: ports.repositoryUrl },
  );
}

function rulesOf({ catalogue }: Engine): ReadonlyMap<string, Rule> {
  return new Map(catalogue.rules.map((rule) => [rule.id, rule]));
}

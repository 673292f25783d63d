import { COMMAND_LIST, findCommand, type NamedCommand, whoMay } from "../commands/command-table.ts";
import { type ParsedCommand, parseCommands } from "../commands/parse-commands.ts";
import type { CommandRequest } from "../core/model/request.ts";
import { suggestion } from "../core/source/suggestion.ts";
import { type Answer, replyMarker, replyText } from "../report/answer.ts";
import { noteReply, notAllowedReply, unknownCommandReply, usageReply } from "../report/reply.ts";
import type { CommandPorts } from "./commands/command.ts";
import { CARRY_OUT } from "./commands/index.ts";
import { inOneReading } from "./commands/one-reading.ts";
import { mayGive } from "./commands/may-give.ts";
import type { Engine } from "./engine.ts";

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
  const { comment } = request;
  // Who takes a comment away takes the order back.
  if (comment !== undefined && !(await ports.conversation.acknowledge(comment))) return;
  const answers: Answer[] = [];
  for (const command of commands) {
    // What one command did, the next one sees.
    const fresh = inOneReading(ports, request);
    const given = await answerTo(command, request, fresh, engine);
    if (given !== "said") answers.push(given);
  }
  if (answers.length === 0) return;
  await ports.conversation.reply(replyMarker(REPLY), replyText(REPLY, answers));
}

async function answerTo(
  command: ParsedCommand,
  request: CommandRequest,
  ports: CommandPorts,
  engine: Engine,
): Promise<Answer | "said"> {
  const described = findCommand(command.name);
  if (described === undefined) return unknown(command.name);
  const obstacle =
    whyNotHere(described, request) ??
    whyNotSo(described, command) ??
    (await whyNotThey(described, request, ports, engine));
  return obstacle ?? CARRY_OUT[described.name](command, request, ports, engine);
}

function unknown(word: string): Answer {
  const nearest = suggestion(
    word,
    COMMAND_LIST.map(({ name }) => name),
  );
  return unknownCommandReply(word, nearest === undefined ? [] : [nearest]);
}

function whyNotHere(
  { name, where, timeless }: NamedCommand,
  { refused, onPullRequest }: CommandRequest,
): Answer | undefined {
  if (refused !== undefined && !timeless) return noteReply(`Not done: this is ${refused}.`);
  if (where.includes(onPullRequest ? "pull-request" : "issue")) return undefined;
  return noteReply(
    `Not done: \`/mltrl ${name}\` works on ${onPullRequest ? "issues" : "pull requests"}.`,
  );
}

function whyNotSo(described: NamedCommand, { words, options }: ParsedCommand): Answer | undefined {
  const stray = [...options.keys()].find((option) => !described.options.includes(option));
  if (stray !== undefined) return usageReply(described, `there is no option \`--${stray}\``);
  const beyond = words.slice(described.words);
  return beyond.length === 0
    ? undefined
    : usageReply(
        described,
        `put quotes around a text of several words: ${beyond.join(" ")} is left over`,
      );
}

async function whyNotThey(
  described: NamedCommand,
  { actor }: CommandRequest,
  ports: CommandPorts,
  engine: Engine,
): Promise<Answer | undefined> {
  const may = await mayGive(described, actor.login, ports, engine);
  if (may.state === "unavailable") {
    return noteReply("Not done: your rights could not be looked up.", [may.reason]);
  }
  return may.value
    ? undefined
    : notAllowedReply({ command: described.name, who: whoMay(described) });
}

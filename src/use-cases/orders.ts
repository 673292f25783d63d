import type { CommandName } from "../commands/command-table.ts";
import { COMMANDS, findCommand } from "../commands/command-table.ts";
import { type ParsedCommand, parseCommands } from "../commands/parse-commands.ts";
import type { Comment } from "../core/model/change.ts";
import type { Fact } from "../core/model/fact.ts";

/** A command in a comment that still says what its author wrote. */
export interface Order {
  readonly comment: Comment;
  readonly command: ParsedCommand;
}

/** What people ordered by a command, in comments that nobody edited. A bot's words are nobody's. */
export function ordersIn(comments: readonly Comment[], name: CommandName): Order[] {
  return spokenIn(
    comments.filter(({ edited }) => !edited),
    name,
  );
}

/**
 * Who asked for a step of a component by `/mltrl promote`. An edited comment counts as well: it gives nobody
 * a right, it only takes one.
 */
export function askersIn(comments: Fact<readonly Comment[]>, component: string): string[] {
  if (comments.state === "unavailable") return [];
  const askers = spokenIn(comments.value, "promote")
    .filter(({ command: { words } }) => words[0] === undefined || words[0] === component)
    .map(({ comment }) => comment.author.login);
  return [...new Set(askers)];
}

function spokenIn(comments: readonly Comment[], name: CommandName): Order[] {
  return comments
    .filter(({ own, author }) => !own && !author.bot)
    .flatMap((comment) =>
      parseCommands(comment.body)
        .filter((command) => findCommand(command.name)?.name === name)
        // What goes beyond is refused when it is given, and so it is no order later either.
        .filter(({ words }) => words.length <= COMMANDS[name].words)
        .map((command) => ({ comment, command })),
    );
}

import type { CommandName } from "../commands/command-table.ts";
import { findCommand } from "../commands/command-table.ts";
import { type ParsedCommand, parseCommands } from "../commands/parse-commands.ts";
import type { Comment } from "../core/model/change.ts";

/** A command in a comment that still says what its author wrote. */
export interface Order {
  readonly comment: Comment;
  readonly command: ParsedCommand;
}

/** What people ordered by a command, in comments that nobody edited. A bot's words are nobody's. */
export function ordersIn(comments: readonly Comment[], name: CommandName): Order[] {
  return comments
    .filter(({ edited, own, author }) => !edited && !own && !author.bot)
    .flatMap((comment) =>
      parseCommands(comment.body)
        .filter((command) => findCommand(command.name)?.name === name)
        .map((command) => ({ comment, command })),
    );
}

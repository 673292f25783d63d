/** A right in the repository, as GitHub grants it; `read` is everybody who can see it. */
export type Right = "read" | "write";

/** What a command is, for people and for the program that checks who may use it. */
export interface CommandDescription {
  readonly name: CommandName;
  readonly aliases: readonly string[];
  readonly usage: string;
  readonly summary: string;
  readonly needs: Right;
}

/** Every command, in the order in which help shows them. */
export const COMMANDS = [
  {
    name: "help",
    aliases: [],
    usage: "/mltrl help",
    summary: "Shows this list.",
    needs: "read",
  },
  {
    name: "status",
    aliases: [],
    usage: "/mltrl status",
    summary: "Says where each component of this pull request stands, and whose turn it is.",
    needs: "read",
  },
  {
    name: "check",
    aliases: ["recheck"],
    usage: "/mltrl check",
    summary: "Judges the pull request again and writes the checks anew.",
    needs: "read",
  },
  {
    name: "explain",
    aliases: [],
    usage: "/mltrl explain <rule>",
    summary: "Says what a rule asks for, why, and how to satisfy it.",
    needs: "read",
  },
  {
    name: "promote",
    aliases: ["graduate"],
    usage: "/mltrl promote [component]",
    summary:
      "Asks for the next level: commits the level and the review record, then the panel reviews.",
    needs: "write",
  },
] as const satisfies readonly {
  readonly name: string;
  readonly aliases: readonly string[];
  readonly usage: string;
  readonly summary: string;
  readonly needs: Right;
}[];

export type CommandName = (typeof COMMANDS)[number]["name"];

/** The command that a word names, by name or alias. */
export function findCommand(word: string): CommandDescription | undefined {
  return COMMANDS.find(({ name, aliases }) => [name, ...aliases].some((each) => each === word));
}

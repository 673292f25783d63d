/** A right in the repository, as GitHub grants it. */
export type Right = "write" | "maintain" | "admin";

/** Who may give a command, besides nobody else: each line that is set lets somebody in. */
export interface Entitled {
  /** People with this right in the repository, or a higher one. */
  readonly right?: Right;
  /** Holders of one of these roles of the default branch's policy. */
  readonly roles?: readonly string[];
  /** Who it is depends on what the command names: in words. The command itself looks whether they are. */
  readonly named?: string;
}

/** Where a command can be given. */
export type Place = "pull-request" | "issue";

/** What a command is, for people and for the program that checks who may use it. */
export interface CommandDescription {
  readonly aliases: readonly string[];
  readonly usage: string;
  readonly summary: string;
  /** How many words it takes at most; what goes beyond is refused, so that no half of an order is carried out. */
  readonly words: number;
  /** Names of the options that it takes; others are refused. */
  readonly options: readonly string[];
  readonly who: "everybody" | Entitled;
  readonly where: readonly Place[];
  /** Only tells what is always so: answered on what is closed, locked or archived as well. */
  readonly timeless: boolean;
}

const EVERYWHERE = ["pull-request", "issue"] as const;

/** People without write access whom a policy lets ask for steps. */
const REQUESTER = "requester";

/** Every command, in the order in which help shows them. */
export const COMMANDS = {
  help: {
    aliases: [],
    usage: "/mltrl help",
    summary: "Shows this list.",
    // Whoever asks for help gets it.
    words: Infinity,
    options: [],
    who: "everybody",
    where: EVERYWHERE,
    timeless: true,
  },
  status: {
    aliases: [],
    usage: "/mltrl status",
    summary: "Says where each component of this pull request stands, and whose turn it is.",
    words: 0,
    options: [],
    who: "everybody",
    where: ["pull-request"],
    timeless: false,
  },
  check: {
    aliases: ["recheck"],
    usage: "/mltrl check",
    summary: "Judges the pull request again and writes the checks anew.",
    words: 0,
    options: [],
    who: "everybody",
    where: ["pull-request"],
    timeless: false,
  },
  explain: {
    aliases: [],
    usage: "/mltrl explain [rule]",
    summary:
      "Says what a rule asks for, why, and how to satisfy it; on a pull request, if none is named, the rules in its way.",
    words: 1,
    options: [],
    who: "everybody",
    where: EVERYWHERE,
    timeless: true,
  },
  plan: {
    aliases: [],
    usage: "/mltrl plan [component] [--to LEVEL]",
    summary: "Lists what a component lacks for its next level, the least effort first.",
    words: 1,
    options: ["to"],
    who: "everybody",
    where: EVERYWHERE,
    timeless: false,
  },
  promote: {
    aliases: ["graduate"],
    usage: "/mltrl promote [component]",
    summary:
      "Asks for the next level: commits the level and the review record, then the panel reviews. On an issue it opens the pull request.",
    words: 1,
    options: [],
    who: { right: "write", roles: [REQUESTER] },
    where: EVERYWHERE,
    timeless: false,
  },
  "request-reviews": {
    aliases: [],
    usage: "/mltrl request-reviews",
    summary: "Asks people who can take an open seat for a review, each seat once.",
    words: 0,
    options: [],
    who: { right: "write", roles: [REQUESTER] },
    where: ["pull-request"],
    timeless: false,
  },
  sign: {
    aliases: [],
    usage: "/mltrl sign <component> as <role>",
    summary: "Takes a seat of a panel. It stands in the text of a review that approves.",
    words: 3,
    options: [],
    who: { named: "holders of the role" },
    where: ["pull-request"],
    timeless: false,
  },
  switchback: {
    aliases: ["demote"],
    usage:
      '/mltrl switchback <component> --to LEVEL --type discovery|review|embedded --reason "..." [--change KIND] [--by LOGIN]',
    summary:
      "Goes back to an earlier level: commits the level and the record of the switchback. On an issue it opens the pull request.",
    words: 1,
    options: ["to", "type", "reason", "change", "by"],
    who: { right: "write", roles: [REQUESTER] },
    where: EVERYWHERE,
    timeless: false,
  },
  hotfix: {
    aliases: [],
    usage: '/mltrl hotfix <component> --incident "..." [--until DATE]',
    summary: "In an emergency: lets the panel meet afterwards, within a week.",
    words: 1,
    options: ["incident", "until"],
    who: { named: "holders of the role `on-call`" },
    where: ["pull-request"],
    timeless: false,
  },
  waive: {
    aliases: [],
    usage: '/mltrl waive <rule> [component] --until DATE --reason "..."',
    summary: "Opens a pull request that waives a rule until a day, for its `waiver-role` to grant.",
    words: 2,
    options: ["until", "reason"],
    who: { right: "write" },
    where: EVERYWHERE,
    timeless: false,
  },
  accept: {
    aliases: [],
    usage: '/mltrl accept <rule> [component] --reason "..."',
    summary: "Lets a rule be broken in this pull request while its content stays as it is.",
    words: 2,
    options: ["reason"],
    who: { named: "holders of the rule's `waiver-role` who are independent of the change" },
    where: ["pull-request"],
    timeless: false,
  },
} as const satisfies Readonly<Record<string, CommandDescription>>;

export type CommandName = keyof typeof COMMANDS;

export interface NamedCommand extends CommandDescription {
  readonly name: CommandName;
}

/** The same as a list. */
export const COMMAND_LIST: readonly NamedCommand[] = Object.entries<CommandDescription>(
  COMMANDS,
).map(([name, description]) => ({ name: name as CommandName, ...description }));

/** The command that a word names, by name or alias. */
export function findCommand(word: string): NamedCommand | undefined {
  return COMMAND_LIST.find(({ name, aliases }) => name === word || aliases.includes(word));
}

/** Who may give a command, in words. */
export function whoMay({ who }: Pick<CommandDescription, "who">): string {
  if (who === "everybody") return "everybody";
  const { right, roles = [], named } = who;
  return [
    ...(right === undefined ? [] : [`people with ${right} access`]),
    ...roles.map((role) => `holders of the role \`${role}\``),
    ...(named === undefined ? [] : [named]),
  ].join(", or ");
}

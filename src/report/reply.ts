import { answer, type Answer } from "./answer.ts";
import { count } from "./count.ts";
import { paragraph } from "./cut.ts";
import { code, plain, prose } from "./escape.ts";

/** A command as help describes it. */
export interface CommandDescription {
  readonly name: string;
  /** As it is typed, `/mltrl explain <rule>`. */
  readonly usage: string;
  readonly summary: string;
  /** Who may give it. */
  readonly who: string;
}

/** What was done, in a sentence and some remarks; everything is escaped. */
export function noteReply(headline: string, remarks: readonly string[] = []): Answer {
  return answer(
    prose(headline),
    remarks.map((remark) => paragraph("", prose(remark))),
  );
}

/** Every command, what it does and who may give it. */
export function helpReply(commands: readonly CommandDescription[]): Answer {
  return answer(
    `${count(commands.length, "command")} of mltrl-gate, each at the start of a line of a comment:`,
    [
      {
        name: "Commands",
        open: "| Command | What it does | Who may |\n| :-- | :-- | :-- |",
        items: commands.map(
          ({ usage, summary, who }) => `| ${code(usage)} | ${prose(summary)} | ${prose(who)} |`,
        ),
        close: "",
      },
    ],
  );
}

/** A command that does not exist, with the nearest that do. */
export function unknownCommandReply(given: string, nearest: readonly string[]): Answer {
  const meant = nearest.map((name) => code(`/mltrl ${name}`)).join(" or ");
  return answer(`There is no command ${code(`/mltrl ${plain(given, 60)}`)}.`, [
    paragraph(
      "",
      `${meant === "" ? "" : `Did you mean ${meant}? `}\`/mltrl help\` lists them all.`,
    ),
  ]);
}

/** A command that cannot be understood as it was given. */
export function usageReply({ usage }: Pick<CommandDescription, "usage">, problem: string): Answer {
  return answer(`Not done: ${prose(problem)}`, [
    paragraph("", `It is given like this: ${code(usage)}`),
  ]);
}

/** A command by somebody who may not give it. */
export function notAllowedReply({ command, who: may, holders = [] }: NotAllowed): Answer {
  const who = holders
    .slice(0, 8)
    .map((login) => code(login))
    .join(", ");
  const rest = holders.length > 8 ? ` and ${holders.length - 8} more` : "";
  return answer(`Not done: ${code(`/mltrl ${command}`)} is for ${prose(may)}.`, [
    paragraph("", who === "" ? "" : `It can be given by ${who}${rest}.`),
  ]);
}

export interface NotAllowed {
  readonly command: string;
  /** Who may, in words: `people with write access`. */
  readonly who: string;
  readonly holders?: readonly string[];
}

/** A patch to apply by hand, where we may not write. */
export interface Patch {
  /** What the patch does, in words: `raises nodule-detector to level 8`. */
  readonly does: string;
  /** Why we do not commit it ourselves. */
  readonly because: string;
  readonly text: string;
  /** The branch to start for it, where it does not belong on the one that is spoken of. */
  readonly branch?: string;
}

/** The work of a command as a patch. */
export function patchReply({ does, because, text, branch }: Patch): Answer {
  const body = text.endsWith("\n") ? text : `${text}\n`;
  const fence = "`".repeat(
    Math.max(2, ...(text.match(/`+/g) ?? []).map(({ length }) => length)) + 1,
  );
  const steps = [
    ...(branch === undefined ? [] : [`git switch -c ${branch}`]),
    "git apply --index mltrl.patch",
    'git commit -m "Apply mltrl.patch"',
    `git push${branch === undefined ? "" : ` -u origin ${branch}`}`,
  ];
  const patch = `${fence}diff\n${body}${fence}`;
  return answer(`Over to you: apply the patch below. It ${prose(does)}.`, [
    { ...paragraph("", `It is not committed for you because ${prose(because)}.`), essential: true },
    {
      ...paragraph("", `Save it as \`mltrl.patch\`, then: ${code(steps.join(" && "))}.`),
      essential: true,
    },
    paragraph("the patch, which is too long for a comment", patch),
  ]);
}

import { count } from "./count.ts";
import { joinWithin, paragraph, type Section } from "./cut.ts";
import { code, plain, prose } from "./escape.ts";

/** Below GitHub's 65,536 characters for a comment, in bytes. */
const COMMENT_LIMIT = 60_000;

/** A command as help describes it. */
export interface CommandDescription {
  readonly name: string;
  /** As it is typed, `/mltrl explain <rule>`. */
  readonly usage: string;
  readonly summary: string;
  /** Who may give it. */
  readonly who: string;
}

/**
 * The invisible first line of a reply, by which it is found and edited in place.
 *
 * @param key what the reply belongs to, such as the id of the command's comment
 */
export function replyMarker(key: string): string {
  return `<!-- mltrl-gate reply ${key.replaceAll(/[^A-Za-z0-9:._/]/g, "")} -->`;
}

/** A reply with its marker. The headline says what became of the command; it and the sections are Markdown. */
export function reply(key: string, headline: string, sections: readonly Section[] = []): string {
  const head = `${replyMarker(key)}\n**${headline}**`;
  return joinWithin([{ ...paragraph("", head), essential: true }, ...sections], COMMENT_LIMIT);
}

/** What was done, in a sentence and some remarks; everything is escaped. */
export function noteReply(key: string, headline: string, remarks: readonly string[] = []): string {
  return reply(
    key,
    prose(headline),
    remarks.map((remark) => paragraph("", prose(remark))),
  );
}

/** Every command, what it does and who may give it. */
export function helpReply(key: string, commands: readonly CommandDescription[]): string {
  return reply(
    key,
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
export function unknownCommandReply(
  key: string,
  given: string,
  nearest: readonly string[],
): string {
  const meant = nearest.map((name) => code(`/mltrl ${name}`)).join(" or ");
  return reply(key, `There is no command ${code(`/mltrl ${plain(given, 60)}`)}.`, [
    paragraph(
      "",
      `${meant === "" ? "" : `Did you mean ${meant}? `}\`/mltrl help\` lists them all.`,
    ),
  ]);
}

/** A command that cannot be understood as it was given. */
export function usageReply(
  key: string,
  { name, usage }: Pick<CommandDescription, "name" | "usage">,
  problem: string,
): string {
  return reply(key, `Not done: ${prose(problem)}`, [
    paragraph("", `How ${code(`/mltrl ${name}`)} is given: ${code(usage)}`),
  ]);
}

/** A command by somebody who may not give it. */
export function notAllowedReply(key: string, { command, right, holders = [] }: NotAllowed): string {
  const who = holders
    .slice(0, 8)
    .map((login) => code(login))
    .join(", ");
  const rest = holders.length > 8 ? ` and ${holders.length - 8} more` : "";
  return reply(key, `Not done: ${code(`/mltrl ${command}`)} needs ${prose(right)}.`, [
    paragraph("", who === "" ? "" : `It can be given by ${who}${rest}.`),
  ]);
}

export interface NotAllowed {
  readonly command: string;
  /** Which right is needed, in words: `the role policy-owners`. */
  readonly right: string;
  readonly holders?: readonly string[];
}

/** A patch to apply by hand, where we may not write. */
export interface Patch {
  /** What the patch does, in words: `raises nodule-detector to level 8`. */
  readonly does: string;
  /** Why we do not commit it ourselves. */
  readonly because: string;
  readonly text: string;
}

/** The work of a command as a patch. */
export function patchReply(key: string, { does, because, text }: Patch): string {
  const body = text.endsWith("\n") ? text : `${text}\n`;
  const fence = "`".repeat(
    Math.max(2, ...(text.match(/`+/g) ?? []).map(({ length }) => length)) + 1,
  );
  const patch = `${fence}diff\n${body}${fence}`;
  return reply(key, `Over to you: apply the patch below. It ${prose(does)}.`, [
    { ...paragraph("", `It is not committed for you because ${prose(because)}.`), essential: true },
    {
      ...paragraph(
        "",
        'Save it as `mltrl.patch`, then: `git apply --index mltrl.patch && git commit -m "Apply mltrl.patch" && git push`.',
      ),
      essential: true,
    },
    paragraph("the patch, which is too long for a comment", patch),
  ]);
}

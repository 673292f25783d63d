import type { Rule } from "../core/model/rule.ts";
import { paragraph, type Section } from "./cut.ts";
import { code } from "./escape.ts";
import { type Standing, turnOf } from "./standing.ts";

/** What a shell takes as one word: branch names may hold more than that. */
const PLAIN_REF = /^[A-Za-z0-9][A-Za-z0-9._/-]*$/;

/** How to get the same verdict before pushing, and where to read more. */
export function tryFirst(
  { fixes }: Standing,
  rules: ReadonlyMap<string, Rule>,
  baseRef = "main",
): Section[] {
  const first = fixes.find((finding) => turnOf(finding) === "author");
  const command = ["mltrl check", ...(PLAIN_REF.test(baseRef) ? [`--base origin/${baseRef}`] : [])];
  if (first === undefined) return [];
  const why = rules.has(first.rule)
    ? ` Why a rule asks for it: ${code(`mltrl explain ${first.rule}`)}.`
    : "";
  return [
    paragraph(
      "What to try before pushing",
      `Try it before pushing: \`${command.join(" ")}\`.${why}`,
    ),
  ];
}

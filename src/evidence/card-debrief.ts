import type { Cell, DebriefQuestion } from "../core/model/card.ts";
import type { ListItem, RootContent } from "mdast";
import { bodyText, plainText } from "./markdown-text.ts";
import { placeOf } from "./markdown.ts";
import { splitQuestion } from "./question.ts";

/** In this order: a question about what was learned from tech debt is one about debt. */
const KEYWORDS: readonly (readonly [DebriefQuestion, RegExp])[] = [
  ["tech-debt", /\btech(?:nical|nology)?[\s-]*debt/i],
  ["de-scoped", /\bpunted\b|\bde-?scoped\b/i],
  ["accomplished", /\baccomplish/i],
  ["learned", /\blearne?[dt]\b/i],
];

/** A part of the debrief: either asks something or belongs to what was asked before. */
interface Part {
  readonly node: RootContent;
  readonly question: DebriefQuestion | "other" | undefined;
  readonly answer: string;
}

/**
 * Answers to the four questions of the stage debrief, found by their keywords, since cards number and
 * spell them in many ways. An answer is what follows the question: on its line, inside its list
 * item, or below it up to the next question.
 */
export function debriefAnswers(
  nodes: readonly RootContent[],
  path: string,
): ReadonlyMap<DebriefQuestion, Cell> {
  const answers = new Map<DebriefQuestion, Cell>();
  let asked: DebriefQuestion | "other" | undefined;
  for (const { node, question, answer } of nodes.flatMap(partsOf)) {
    asked = question ?? asked;
    if (asked === undefined || asked === "other") continue;
    const before = answers.get(asked);
    const text = [before?.text ?? "", answer].filter((part) => part !== "").join("\n");
    answers.set(asked, { text, place: before?.place ?? placeOf(node, path) });
  }
  return answers;
}

function partsOf(node: RootContent): readonly Part[] {
  if (node.type === "list") return node.children.map(itemPart);
  if (node.type === "heading") {
    return [{ node, question: questionOf(plainText(node)) ?? "other", answer: "" }];
  }
  const text = plainText(node);
  const [first] = node.type === "paragraph" ? node.children : [];
  const bold = first?.type === "strong" ? plainText(first) : undefined;
  return [blockPart(node, text, bold, "")];
}

function itemPart(item: ListItem): Part {
  const [first, ...rest] = item.children;
  if (first?.type !== "paragraph") {
    return { node: item, question: undefined, answer: bodyText(item.children) };
  }
  const [lead] = first.children;
  const bold = lead?.type === "strong" ? plainText(lead) : undefined;
  return blockPart(item, plainText(first), bold, bodyText(rest));
}

/** A block asks if it has one of the keywords in a question, in bold or before a colon. */
function blockPart(node: RootContent, text: string, bold: string | undefined, below: string): Part {
  const split = splitQuestion(text) ?? labelled(text, bold);
  if (split === undefined) {
    return { node, question: undefined, answer: [text, below].filter(Boolean).join("\n") };
  }
  const question = questionOf(split.question) ?? "other";
  if (question === "other" && !/^\W*(?:\d+[.)]\s*)?(?:what|which|who|how|why)\b/i.test(text)) {
    return { node, question: undefined, answer: [text, below].filter(Boolean).join("\n") };
  }
  return { node, question, answer: [split.rest, below].filter(Boolean).join("\n") };
}

/** `**Learned** that …` or `Tech debt: …`. */
function labelled(
  text: string,
  bold: string | undefined,
): { readonly question: string; readonly rest: string } | undefined {
  const label = bold !== undefined && questionOf(bold) ? bold : /^[^:\n]{1,40}:/.exec(text)?.[0];
  if (label === undefined || questionOf(label) === undefined) return undefined;
  return { question: label, rest: text.slice(label.length).replace(/^[\s:—–-]+/, "") };
}

function questionOf(text: string): DebriefQuestion | undefined {
  return KEYWORDS.find(([, keyword]) => keyword.test(text))?.[0];
}

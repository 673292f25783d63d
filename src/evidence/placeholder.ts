/**
 * Text that stands where somebody was to write something: at the start or the end of a sentence, so
 * that prose which merely mentions the word is left alone.
 */
const LEFT_OPEN = [
  /(?:^|[\n.;:([–—-][ \t]*)(?:TODO|TBD|FIXME|XXX)(?![\w-])/,
  /\b(?:TODO|FIXME)[:(]/,
  /\b(?:TBD|TODO)[ \t]*(?:[.,;)\]]|\n|$)/,
  /\[more information needed\]/i,
  /\[(?:insert|enter|fill in|add|describe|your)\b[^\]\n]{0,80}\]/i,
  /\blorem ipsum\b/i,
  /(?<![\w}])\{\{ [^{}\n]{1,60} \}\}/,
  /(?:^|[\s("'])<(?:…|\.{3}|[A-Za-z][^<>,\n]{0,60}(?<!\s))>(?![\w(])/,
];

/** What one of these begins with: hardly any text has it. */
const MAY_BE_OPEN = /TODO|TBD|FIXME|XXX|[[<]|\{\{ |lorem ipsum/i;

/** A cell or a paragraph that is nothing else. */
const NOTHING_ELSE =
  /^[\s*_`([{<]*(?:to ?do|t\.?b\.?[dac]|to be (?:done|determined|defined|added|written|confirmed|announced)|coming soon|fixme|xxx|\?|…|\.\.|placeholder|link)[\s*_`)\]}>.!?:x…]*$/i;
const LINK_TO_COME = /^[\s*_(]*(?:add |insert |your )?links?,? (?:to|if|here)\b/i;

/** Fragments of the official card (ai-infrastructure-alliance/mltrl), its outline and its examples. */
const OFFICIAL = [
  "level-by-level data specs",
  "a quick view of the main req's",
  "from the perspective of an mltrl stagegate reviewer",
  "unacceptable use-cases. in general this section",
  "what testing recommendations should be acted on",
  "noise and gaps, acquisition assumptions",
  "point to specific datasets (internal and external",
  "what data and conditions a model has been trained",
  "a good place to call out potential biases",
  "first is a quick summary table",
  "then we have more details",
  "please respond to each question, link to extended",
  "mvbo use-cases are still exploratory",
  "assumed valid from the source botorch",
];

/** The leftover of a template in a text, if there is one. A text with a real link says more. */
export function placeholderIn(text: string, hasLink = false): string | undefined {
  if (!hasLink && isPlaceholder(text)) return text.trim();
  for (const pattern of MAY_BE_OPEN.test(text) ? LEFT_OPEN : []) {
    const found = pattern.exec(text)?.[0].trim();
    if (found !== undefined) return found;
  }
  const plain = text.toLowerCase().replaceAll("’", "'").replaceAll(/\s+/g, " ");
  return OFFICIAL.find((fragment) => plain.includes(fragment));
}

/** Whether a text is nothing but what a template left: it answers nothing. */
export function isPlaceholder(text: string): boolean {
  return NOTHING_ELSE.test(text) || /^\[more information needed\]$/i.test(text.trim());
}

/** `link to the project page`, set apart by emphasis or alone in a cell: the link was never put in. */
export function isLinkToCome(text: string): boolean {
  return LINK_TO_COME.test(text) && !/https?:|\w\/\w/.test(text);
}

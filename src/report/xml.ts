import { plain } from "./escape.ts";

/** Characters that one attribute may take up. */
const MAX_ATTRIBUTE = 1000;

export type Attributes = Readonly<Record<string, string | number | undefined>>;

/** An element of XML with elements or text inside. */
export function element(
  name: string,
  attributes: Attributes,
  inside: readonly string[],
  text = "",
): string {
  const given = Object.entries(attributes)
    .filter(([, value]) => value !== undefined)
    .map(([key, value]) => ` ${key}="${xml(plain(String(value), MAX_ATTRIBUTE))}"`)
    .join("");
  if (inside.length === 0 && text === "") return `<${name}${given}/>`;
  return inside.length === 0
    ? `<${name}${given}>${xml(text)}</${name}>`
    : [`<${name}${given}>`, ...inside, `</${name}>`].join("\n");
}

/** A text that is nothing but text, of characters that XML may have. */
function xml(text: string): string {
  return text
    .replaceAll(/[\uFFFE\uFFFF]/g, "\uFFFD")
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll('"', "&quot;");
}

import type { Catalogue, Rule } from "../../core/model/rule.ts";
import type { NewComponent, NewFile } from "./new-component.ts";

/** The documents that the next gate reads, each with the headings that its rules look for. */
export function documentFiles(
  { id, level }: NewComponent,
  { rules, profiles }: Pick<Catalogue, "rules" | "profiles">,
  profile: string,
): readonly NewFile[] {
  const chosen = new Set(profiles.find(({ name }) => name === profile)?.rules);
  const asked = rules.filter(
    (rule) => rule.kind === "document" && rule.gate === level && chosen.has(rule.id),
  );
  return [...Map.groupBy(asked, ({ params }) => String(params["document"]))].map(
    ([document, asking]) => {
      const path = `.mltrl/documents/${id}/${document}`;
      return asking.some((rule) => fieldsOf(rule).length > 0)
        ? { path: `${path}.yml`, text: fieldsText(id, document, asking) }
        : { path: `${path}.md`, text: documentText(id, document, asking) };
    },
  );
}

/** A document of keys: they stand there empty, for somebody to say what they are. */
function fieldsText(component: string, document: string, asking: readonly Rule[]): string {
  const keys = asking.flatMap((rule) => [
    `# ${rule.id}: ${rule.claim}`,
    ...[...fieldsOf(rule), ...headingsOf(rule)].map((name) => `${keyOf(name)}:`),
  ]);
  return `# ${titleOf(document)} of ${component}\n${keys.join("\n")}\n`;
}

function fieldsOf({ params }: Rule): readonly string[] {
  const fields = params["fields"];
  return Array.isArray(fields) ? fields.map(String) : [];
}

function keyOf(name: string): string {
  return name.toLowerCase().replaceAll(/[^a-z0-9]+/g, "-");
}

function documentText(component: string, document: string, asking: readonly Rule[]): string {
  const sections = asking.flatMap((rule) => {
    const headings = headingsOf(rule);
    const why = `<!-- ${rule.id}: ${rule.claim} ${rule.why} -->`;
    return headings.length === 0
      ? [why]
      : headings.map((heading, i) => `## ${heading}\n\n${i === 0 ? why : "<!-- -->"}`);
  });
  return `# ${titleOf(document)} of ${component}\n\n${sections.join("\n\n")}\n`;
}

/** Of the words that a heading may contain the first is the one to write. */
function headingsOf({ params }: Rule): readonly string[] {
  const headings = params["headings"];
  if (!Array.isArray(headings)) return [];
  return headings.map((each) => titleOf(String(each).split("|")[0]?.trim() ?? ""));
}

function titleOf(name: string): string {
  const words = name.replaceAll("-", " ");
  return words.slice(0, 1).toUpperCase() + words.slice(1);
}

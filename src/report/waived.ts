import type { Section } from "./cut.ts";
import { code, prose } from "./escape.ts";
import { findingItems } from "./finding-list.ts";
import type { LinkTarget } from "./link.ts";
import { sentence } from "./sentence.ts";
import type { Standing } from "./standing.ts";

/** What a waiver, an exception or a hotfix covers: shown wherever the result is shown. */
export function waivedSections({ waived, components }: Standing, target: LinkTarget): Section[] {
  return [...hotfixSection(components), ...coveredSection({ waived, components }, target)];
}

function hotfixSection(components: Standing["components"]): Section[] {
  const items = components.flatMap(({ id, hotfix }) =>
    hotfix === undefined
      ? []
      : [
          `- ${code(id)}: ${sentence(prose(hotfix.incident))} It ends at ${hotfix.endsAt.slice(0, 10)}, 00:00 UTC; then the panel has to have met.`,
        ],
  );
  return items.length === 0
    ? []
    : [{ name: "Hotfix", open: "**A hotfix is in force:**\n", items, close: "" }];
}

function coveredSection(
  { waived, components }: Pick<Standing, "waived" | "components">,
  target: LinkTarget,
): Section[] {
  if (waived.length === 0) return [];
  return [
    {
      name: "Waived",
      open: "**Waived, and shown here until it is mended:**\n",
      items: findingItems(waived, { target, named: components.length > 1 }),
      close: "",
    },
  ];
}

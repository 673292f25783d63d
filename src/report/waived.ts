import { wrong } from "./blocked.ts";
import type { Section } from "./cut.ts";
import { code } from "./escape.ts";
import type { LinkTarget } from "./link.ts";
import type { Standing } from "./standing.ts";

/** What a waiver, an exception or a hotfix covers: shown wherever the result is shown. */
export function waivedSections({ waived, components }: Standing, target: LinkTarget): Section[] {
  if (waived.length === 0) return [];
  return [
    {
      name: "Waived",
      open: "**Waived, and shown here until it is mended:**\n",
      items: waived.map((finding) => {
        const component = components.length > 1 ? `${code(finding.component)} ` : "";
        return `- ${component}${code(finding.rule)}: ${wrong(finding, target)}`;
      }),
      close: "",
    },
  ];
}

import * as z from "zod";
import type { Requirement, Requirements } from "../model/requirements.ts";

/** Parameters that say which requirements a rule speaks of. */
export const selection = {
  of: z
    .enum(["research", "product", "any"])
    .default("any")
    .meta({ description: "Which requirements: `research`, `product` or `any`" }),
  tags: z
    .array(z.string())
    .default([])
    .meta({ description: "Only those with one of these tags; all if empty" }),
};

/** The requirements that a rule speaks of, and what to call them. */
export function selectRequirements(
  { items }: Requirements,
  { of, tags }: { readonly of: "research" | "product" | "any"; readonly tags: readonly string[] },
): { readonly items: readonly Requirement[]; readonly name: string } {
  return {
    items: items.filter(
      (item) => (of === "any" || item.kind === of) && (tags.length === 0 || isTagged(item, tags)),
    ),
    name: [
      ...(of === "any" ? [] : [of]),
      "requirements",
      ...(tags.length === 0 ? [] : [`tagged ${tags.join(" or ")}`]),
    ].join(" "),
  };
}

/** Whether a requirement has one of these tags, however they are spelt: `High-Risk` is `high-risk`. */
export function isTagged({ tags }: Requirement, asked: readonly string[]): boolean {
  const wanted = new Set(asked.map(spelling));
  return tags.some((tag) => wanted.has(spelling(tag)));
}

function spelling(tag: string): string {
  return tag
    .normalize("NFKC")
    .trim()
    .toLowerCase()
    .replaceAll(/[\s_]+/g, "-");
}

import type { Heading, Root, RootContent } from "mdast";
import { plainText } from "./markdown-text.ts";

/** A heading with everything below it, up to the next heading of its own or a higher rank. */
export interface MarkdownSection {
  readonly title: string;
  readonly heading: Heading;
  readonly nodes: readonly RootContent[];
}

/** Sections in the order of their headings; a section's nodes hold those of its subsections too. */
export function sectionsOf(root: Root): readonly MarkdownSection[] {
  const headings = root.children.flatMap((node, index) =>
    node.type === "heading" ? [{ node, index }] : [],
  );
  return headings.map(({ node, index }, position) => {
    const next = headings.slice(position + 1).find((other) => other.node.depth <= node.depth);
    return {
      title: plainText(node),
      heading: node,
      nodes: root.children.slice(index + 1, next?.index),
    };
  });
}

/** What stands before the first heading. */
export function preambleOf(root: Root): readonly RootContent[] {
  const first = root.children.findIndex(({ type }) => type === "heading");
  return first === -1 ? root.children : root.children.slice(0, first);
}

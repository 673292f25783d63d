/** A page with what stands after a comment, up to the next that says `end`, made anew. */
export function withPart(page: string, comment: string, text: string): string {
  const [start, end] = [`<!-- ${comment} -->`, "<!-- end -->"];
  const from = page.indexOf(start) + start.length;
  const to = page.indexOf(end, from);
  return `${page.slice(0, from)}\n\n${text}\n${page.slice(to)}`;
}

/** Columns of one width each, as the formatter writes them. */
export function table(heading: readonly string[], rows: readonly (readonly string[])[]): string {
  const cells = rows.map((row) => row.map((cell) => cell.trim().replaceAll("|", "\\|")));
  const widths = heading.map((name, i) => Math.max(name.length, ...cells.map((row) => row[i]?.length ?? 0))); // prettier-ignore
  const line = (row: readonly string[]): string =>
    `| ${row.map((cell, i) => cell.padEnd(widths[i] ?? 0)).join(" | ")} |\n`;
  const rule = `| ${widths.map((width) => "-".repeat(width)).join(" | ")} |\n`;
  return `${line(heading)}${rule}${cells.map(line).join("")}`;
}

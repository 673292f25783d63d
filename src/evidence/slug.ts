/** Words as an id: `Bias & drift?` becomes `bias-drift`. */
export function slug(text: string): string {
  return text
    .normalize("NFKD")
    .toLowerCase()
    .replaceAll(/[\p{M}'’]/gu, "")
    .replaceAll(/[^\p{L}\p{N}]+/gu, "-")
    .replace(/^-/, "")
    .slice(0, 80)
    .replace(/-$/, "");
}

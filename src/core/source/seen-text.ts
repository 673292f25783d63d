/** As much of a value as a sentence can hold. */
const MAX_SEEN = 60;

/** A value from a file as a message shows it: short, quoted, on one line. */
export function seenText(value: unknown): string {
  if (value === undefined || value === null) return "nothing";
  if (Array.isArray(value)) return value.length === 0 ? "an empty list" : "a list";
  if (typeof value === "object") return "a mapping";
  if (typeof value === "string") {
    return JSON.stringify(value.length > MAX_SEEN ? `${value.slice(0, MAX_SEEN)}…` : value);
  }
  return typeof value === "number" || typeof value === "boolean" ? String(value) : typeof value;
}

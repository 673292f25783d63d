/** An object read from JSON whose keys are not known yet. */
export type JsonRecord = Readonly<Record<string, unknown>>;

/** Whether a value read from JSON is an object, and neither a list nor null. */
export function isRecord(value: unknown): value is JsonRecord {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

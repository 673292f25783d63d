import type { Call } from "./call.ts";
import type { Finding } from "./problem.ts";
import type { JsonRecord } from "./record.ts";

/** A rule of GitHub's that its OpenAPI description cannot say or leaves out. */
export type OwnRule = (body: JsonRecord, call: Call) => readonly Finding[];

/** One finding about what is there, or none. */
export function wrongIf(isWrong: boolean, where: string, what: string): Finding[] {
  return isWrong ? [{ kind: "wrong", where, what }] : [];
}

/** One finding about what is not there, or none. */
export function missingIf(isMissing: boolean, where: string, what: string): Finding[] {
  return isMissing ? [{ kind: "missing", where, what }] : [];
}

/** Whether a value is a text with more than blanks in it. */
export function isFilled(value: unknown): value is string {
  return typeof value === "string" && value.trim() !== "";
}

/** The length of a text in bytes of UTF-8; zero for what is no text. */
export function byteLength(value: unknown): number {
  return typeof value === "string" ? Buffer.byteLength(value) : 0;
}

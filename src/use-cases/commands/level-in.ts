import { isLevel, type Level } from "../../core/model/level.ts";

/** A level as somebody wrote it; undefined where it is none. */
export function levelIn(written: string | undefined): Level | undefined {
  const level = Number(written);
  return isLevel(level) && String(level) === written ? level : undefined;
}

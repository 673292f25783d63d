import type { Fact } from "../model/fact.ts";

interface OnFile {
  readonly path: string;
}

/** Where reports stand that were read. */
export function pathsOf(reports: Fact<OnFile | readonly OnFile[]> | undefined): readonly string[] {
  if (reports === undefined || reports.state === "unavailable") return [];
  const read = reports.value;
  return ("path" in read ? [read] : read).map(({ path }) => path);
}

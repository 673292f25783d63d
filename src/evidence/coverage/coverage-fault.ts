import { EncodingError } from "../text-chunks.ts";

/** A report that cannot be used, and the line that shows why where there is one. */
export class CoverageFault extends Error {
  override readonly name = "CoverageFault";
  readonly line: number | undefined;

  constructor(message: string, line?: number) {
    super(message);
    this.line = line;
  }
}

/** The same error, with the line that was being read where it tells none. */
export function atLine(error: unknown, line: number): unknown {
  const unplaced =
    error instanceof EncodingError || (error instanceof CoverageFault && error.line === undefined);
  return unplaced ? new CoverageFault(error.message, line) : error;
}

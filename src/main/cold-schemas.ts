import * as z from "zod";

/**
 * Sets schemas up for a process that reads a few files and ends: to compile a parser for each object takes
 * longer than reading without. Nor does any file that we read hold a cycle, since aliases are refused; zod
 * would look for one through every schema. To be imported first: schemas that were made before stay as they are.
 */
z.config({
  jitless: true,
  memoizer: { alloc: (_schema, _payload, empty) => empty, attach: ignore, guard: ignore },
});

function ignore(): void {
  // No cycle can begin here.
}

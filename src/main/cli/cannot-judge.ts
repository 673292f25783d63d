import type { Surroundings } from "./command.ts";
import { causeLine } from "./print-causes.ts";

/** Says why a command has nothing to judge; gives its exit code. */
export function cannotJudge(cause: string, { complain }: Pick<Surroundings, "complain">): 2 {
  complain(causeLine(cause));
  return 2;
}

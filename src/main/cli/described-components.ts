import { type Level, isLevel } from "../../core/model/level.ts";
import type { NewComponent } from "../../use-cases/scaffold/new-component.ts";

/** What a component may be called. */
export const COMPONENT_ID = /^[a-z0-9][a-z0-9-]{0,63}$/;

/** Components as words of a command line, or everything that is wrong with them. */
export type Described =
  | { readonly ok: true; readonly components: readonly NewComponent[] }
  | { readonly ok: false; readonly faults: readonly string[] };

/**
 * Reads components written as `<id>=<glob>[,<glob>...][@<level>]`, such as `nodule=models/nodule/**@4`.
 * Without a level a component starts at 0.
 */
export function describedComponents(
  words: readonly string[],
  shared: Pick<NewComponent, "owners" | "arrival">,
): Described {
  const faults: string[] = [];
  const components = words.flatMap((word): NewComponent[] => {
    const match = /^([^=]*)=(.*?)(?:@(\d+))?$/.exec(word);
    const [, id = "", globs = "", written = "0"] = match ?? [];
    const paths = globs.split(",").flatMap((glob) => glob.trim() || []);
    const level: unknown = Number(written);
    const fault = match === null ? "there is no = in it" : faultOf(id, paths, level);
    if (match === null || fault !== undefined || !isLevel(level)) {
      faults.push(
        `${word}: expected <id>=<glob>[,<glob>...][@<level>], such as nodule=models/nodule/**@4${fault === undefined ? "" : `; ${fault}`}`,
      );
      return [];
    }
    return [{ ...shared, id, paths, level: level satisfies Level }];
  });
  const twice = components.filter(
    ({ id }, i) => components.findIndex((each) => each.id === id) < i,
  );
  faults.push(...twice.map(({ id }) => `${id} is named twice`));
  return faults.length > 0 ? { ok: false, faults } : { ok: true, components };
}

function faultOf(id: string, paths: readonly string[], level: unknown): string | undefined {
  if (!COMPONENT_ID.test(id)) return `an id has 1 to 64 of a-z, 0-9 and -, not starting with -`;
  if (paths.length === 0) return "at least one path is needed";
  return isLevel(level) ? undefined : "a level is 0 to 9";
}

import type { Cell } from "../core/model/card.ts";
import { type Fact, known } from "../core/model/fact.ts";
import type { GatherContext } from "./context.ts";

/** Settings in which coverage tools are told to fail below a minimum. */
const SETTINGS: readonly { readonly file: RegExp; readonly floor: RegExp }[] = [
  { file: /^\.?codecov\.ya?ml$/, floor: /^\s*target:\s*\d/ },
  { file: /^(\.coveragerc|pyproject\.toml|setup\.cfg|tox\.ini)$/, floor: /fail_under|fail-under/ },
  { file: /^(jest\.config\.[cm]?[jt]s|package\.json)$/, floor: /coverageThreshold/ },
  { file: /^\.nycrc(\.json)?$/, floor: /"check-coverage"\s*:\s*true/ },
];

/** Minimums of coverage that the repository's own settings enforce, each as it is written there. */
export async function gatherCoverageFloors({
  view,
}: GatherContext): Promise<Fact<readonly Cell[]>> {
  const root = await view.root();
  if (root.state === "unavailable") return root;
  const floors = await Promise.all(
    root.value.map(async ({ path }): Promise<Cell[]> => {
      const setting = SETTINGS.find(({ file }) => file.test(path));
      const text = setting && (await view.text(path));
      return setting && text?.state === "known" ? floorsIn(text.value, path, setting.floor) : [];
    }),
  );
  return known(floors.flat());
}

function floorsIn(text: string, path: string, floor: RegExp): Cell[] {
  return text
    .split("\n")
    .flatMap((line, i) =>
      floor.test(line) ? [{ text: line.trim(), place: { path, line: i + 1 } }] : [],
    );
}

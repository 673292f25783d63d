import { type Fact, known } from "../core/model/fact.ts";
import type { AlteredRecord } from "../core/model/records.ts";
import { type GatherContext, idOnBase } from "./context.ts";
import { pathsIn } from "./paths-in.ts";

/** Folders of what happened. The record of a hotfix is open until its panel has met. */
const FOLDERS = [
  { folder: "reviews", open: false },
  { folder: "decisions", open: false },
  { folder: "switchbacks", open: false },
  { folder: "hotfixes", open: true },
] as const;

/** Merged records of what happened that are other ones, or not there any more, once this is merged. */
export function gatherAlteredRecords(context: GatherContext): Fact<readonly AlteredRecord[]> {
  const { view, baseView } = context;
  const id = idOnBase(context);
  return known(
    FOLDERS.flatMap(({ folder, open }) =>
      pathsIn(baseView.records, `.mltrl/${folder}/${id}`).flatMap((path): AlteredRecord[] => {
        const after = view.records.get(path);
        if (after === undefined) return [{ path, how: "removed" }];
        const same = after.id === baseView.records.get(path)?.id;
        return same || open ? [] : [{ path, how: "edited" }];
      }),
    ),
  );
}

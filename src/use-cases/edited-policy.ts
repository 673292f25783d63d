import type { Change } from "../core/model/change.ts";
import { WAIVERS_PATH } from "../core/model/waiver.ts";
import { isPolicyFile } from "../gather/policy-files.ts";

/** Whether a change touches the policy; waivers are part of it, and of no interest to its owners. */
export function editsPolicy(change: Change): boolean {
  return touches(change, (path) => path === WAIVERS_PATH || isPolicyFile(path));
}

/** Whether a change touches what the owners of the policy answer for. */
export function editsWhatIsAsked(change: Change): boolean {
  return touches(change, isPolicyFile);
}

function touches({ changedFiles }: Change, isMeant: (path: string) => boolean): boolean {
  return (
    changedFiles.state === "known" &&
    changedFiles.value.some(
      ({ path, previousPath = path }) => isMeant(path) || isMeant(previousPath),
    )
  );
}

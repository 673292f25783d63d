import { type Fact, known, unavailable } from "../core/model/fact.ts";
import { parseUses } from "../evidence/workflow-uses.ts";
import type { View } from "./view.ts";

/** GitHub allows ten levels of reusable workflows; more files than this are of no workflow in earnest. */
const MAX_FILES = 50;

/**
 * The files of a repository that a workflow is made of: its own, reusable workflows of the same repository
 * that it calls, and folders (with a slash at the end) of the actions that any of them uses.
 */
export async function madeOf(workflow: string, view: View): Promise<Fact<readonly string[]>> {
  const found = new Set<string>();
  const waiting = [workflow];
  for (let place = waiting.pop(); place !== undefined; place = waiting.pop()) {
    if (found.has(place)) continue;
    found.add(place);
    if (found.size > MAX_FILES) {
      return unavailable("invalid", `${workflow} uses more than ${MAX_FILES} files`);
    }
    const uses = await usesOf(place, view);
    if (uses.state === "unavailable") return uses;
    waiting.push(...uses.value);
  }
  return known([...found]);
}

/**
 * An action that is written in a language, or in a container, uses nothing that its folder does not hold.
 * A folder without one is filled while the workflow runs, with what nobody can tell beforehand.
 */
async function usesOf(place: string, view: View): Promise<Fact<readonly string[]>> {
  if (!place.endsWith("/")) return view.parsed(place, parseUses);
  for (const name of ["action.yml", "action.yaml"]) {
    const uses = await view.parsed(`${place}${name}`, parseUses);
    if (uses.state === "known" || uses.cause !== "missing") return uses;
  }
  const container = await view.bytes(`${place}Dockerfile`);
  return container.state === "known"
    ? known([])
    : unavailable("missing", `there is no action in ${place}`);
}

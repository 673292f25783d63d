import * as z from "zod";
import { type Fact, mapFact } from "../core/model/fact.ts";
import { readYaml } from "./read-yaml.ts";

const MAX_BYTES = 262_144;

const step = z.looseObject({ uses: z.unknown().optional() });

/** A workflow or a composite action, as far as it says what it is made of. */
const usesSchema = z.looseObject({
  jobs: z
    .record(
      z.string(),
      z.looseObject({ uses: z.unknown().optional(), steps: z.array(step).nullish() }),
    )
    .nullish(),
  runs: z.looseObject({ steps: z.array(step).nullish() }).nullish(),
});

/**
 * What a workflow or an action uses of its own repository, without the `./` in front: workflows as files,
 * actions as folders with a slash at the end.
 */
export function parseUses(text: string, path: string): Fact<readonly string[]> {
  return mapFact(readYaml(usesSchema, text, path, { maxBytes: MAX_BYTES }), ({ value }) => {
    const jobs = Object.values(value.jobs ?? {});
    const steps = [...jobs.flatMap((job) => job.steps ?? []), ...(value.runs?.steps ?? [])];
    const used = [...jobs, ...steps].map(({ uses }) => uses).filter(isLocal);
    return [...new Set(used.map(placeOf))];
  });
}

function isLocal(uses: unknown): uses is string {
  return typeof uses === "string" && uses.startsWith("./");
}

function placeOf(uses: string): string {
  const path = uses.slice(2).replace(/\/+$/, "");
  return /\.ya?ml$/.test(path) ? path : `${path}/`;
}

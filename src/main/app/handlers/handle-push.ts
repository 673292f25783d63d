import { UpstreamError } from "../../../core/errors.ts";
import type { PushedRequest } from "../../../core/model/request.ts";
import { compileGlobs } from "../../../core/source/glob.ts";
import type { Handler } from "../../../ports/job-store.ts";
import { coveredBranches } from "../../../use-cases/covered-branches.ts";
import { judgePush } from "../../../use-cases/judge-push.ts";
import type { Surroundings } from "./surroundings.ts";

/** Looks at commits that a branch took in, and tells of those that came past the gate. */
export function handlePush({
  memory,
  engine,
  log,
  ports: { ofPush },
  appId,
}: Surroundings): Handler<PushedRequest> {
  return async ({ data }) => {
    const { repository, branch, after } = data;
    const ports = await ofPush(data);
    const before = await memory.of(repository.id);
    let policy: ((name: string) => boolean) | undefined;
    if (before.covers(branch) === undefined) {
      const covered = await coveredBranches(ports, engine);
      if (covered.state === "unavailable") throw new UpstreamError(covered.reason);
      await memory.learn(before, { covered: covered.value });
      policy = compileGlobs(covered.value);
    }
    const covers = (name: string): boolean => before.covers(name) ?? policy?.(name) ?? false;
    if (!covers(branch)) return;
    const { unjudged, gated, trouble } = await judgePush(data, appId, ports, engine, covers);
    if (gated === false) await memory.learn(before, { base: { ref: branch, gated } });
    if (unjudged.length === 0 || gated === false) return;
    const about = { repository: repository.id, branch, after, unjudged: unjudged.length };
    if (trouble === undefined) log.info(about, "commits came past the gate");
    else log.warn({ ...about, trouble }, "commits came past the gate, and nobody could be told");
  };
}

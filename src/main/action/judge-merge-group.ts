import { type Fact, known, unavailable } from "../../core/model/fact.ts";
import type { MergeGroupRequest } from "../../core/model/merge-group.ts";
import { judgeGroup } from "../../use-cases/gate-group.ts";
import { configAt, configChangedAt } from "./config-at.ts";
import type { JobSurroundings } from "./job-surroundings.ts";
import { peopleFor, withOwnChecks } from "./job-view.ts";
import { type Around, type JudgedChange, reportsFor } from "./judge-change.ts";
import { layeredRepository } from "./layered-repository.ts";
import { tellingRepository } from "./progress.ts";
import { withClone } from "./with-clone.ts";

/** Judges what a merge queue made, pull request by pull request. */
export function judgeMergeGroup(
  group: MergeGroupRequest,
  surroundings: JobSurroundings,
): Promise<Fact<JudgedChange>> {
  return withClone(surroundings, async (clone): Promise<Fact<JudgedChange>> => {
    const { github, engine } = surroundings;
    if (github === undefined) {
      return unavailable(
        "not-visible",
        "which pull requests a merge group holds and what people said of them only GitHub knows: give the input `token`",
      );
    }
    const ports = await (await github()).ofGroup(group);
    await clone.fetch([group.headSha, ...(group.baseSha === undefined ? [] : [group.baseSha])]);
    const { config } = surroundings.inputs;
    const people = peopleFor(ports.people);
    const layer = configAt(layeredRepository(clone, ports.repository), config);
    const repository = tellingRepository(layer, surroundings.say);
    const around: Around = { clone, ...ports, people, repository };
    const read = await ports.group.read();
    if (read.state === "unavailable") return read;
    const ci = reportsFor(read.value.change, around, surroundings);
    const layered = { repository, people, ci };
    const verdict = await judgeGroup(
      {
        ...ports,
        ...layered,
        group: { read: () => Promise.resolve(read) },
        ofPullRequest: (number) => {
          const own = ports.ofPullRequest(number);
          const source = configChangedAt(withOwnChecks(own.source), config);
          return { ...own, ...layered, source };
        },
      },
      engine,
    );
    return known({ type: "change", ...verdict, publish: ports });
  });
}

import type { Fact } from "../core/model/fact.ts";
import { raisedVersions } from "../core/raised-versions.ts";
import { parseArtifactTag } from "../evidence/version-tags/parse-artifact-tag.ts";
import { gatherCard } from "../gather/card.ts";
import { viewAt } from "../gather/view.ts";
import type { Tags } from "../ports/tags.ts";
import type { Engine } from "./engine.ts";
import { needed } from "./needed.ts";
import { policyIn } from "./policy-in.ts";
import type { MergedPullRequest } from "./append-record.ts";
import type { RecordPorts } from "./record-merge.ts";

/** What registering versions asks of the outside. */
export interface RegisterPorts extends RecordPorts {
  readonly tags: Tags;
}

/** What became of the versions that a merge raised, by the name of the tag. */
export interface Registered {
  readonly made: readonly string[];
  /** Why others were not. */
  readonly refused: readonly string[];
}

/**
 * Makes GTO's tag for each version of a model or dataset that a merge into the default branch put on a
 * card, where the policy asks for that. A tag that is there is left as it is, so that it may be repeated.
 */
export async function registerVersions(
  { number, mergeCommit }: MergedPullRequest,
  ports: RegisterPorts,
  { catalogue }: Engine,
): Promise<Registered> {
  const nothing = { made: [], refused: [] };
  const change = needed(await ports.source.read());
  if (change.baseRef !== change.defaultBranch) return nothing;
  const after = needed(await viewAt(ports.repository, mergeCommit));
  const policy = needed(await policyIn(after, catalogue, change.defaultBranch));
  if (policy?.ok !== true || !policy.value.registerVersions) return nothing;
  const before = needed(await viewAt(ports.repository, needed(await ports.baseBefore())));
  const made: string[] = [];
  const refused: string[] = [];
  for (const { id } of policy.value.components) {
    const [was, is] = await Promise.all([gatherCard(before, id), gatherCard(after, id)]);
    if (is.state === "unavailable") continue;
    for (const { artifact, version } of raisedVersions(known(was), is.value)) {
      const name = `${artifact}@v${version}`;
      const read = parseArtifactTag({ name, commit: mergeCommit, annotated: true });
      if (read === undefined) {
        refused.push(`${name}: is no name of a tag that GTO reads`);
        continue;
      }
      const message = `Register ${artifact} ${version}, raised by #${number}`;
      const tag = await ports.tags.make({ name, commit: mergeCommit, message });
      if (tag.state === "unavailable") refused.push(`${name}: ${tag.reason}`);
      else if (tag.value) made.push(name);
    }
  }
  return { made, refused };
}

/** A card that could not be read before said nothing then. */
function known<T>(fact: Fact<T | undefined>): T | undefined {
  return fact.state === "known" ? fact.value : undefined;
}

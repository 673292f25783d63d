import type { BranchState } from "../core/model/deployed.ts";
import type { DeploymentRequest } from "../core/model/deployment-request.ts";
import { checkName } from "../core/decide.ts";
import type { Policy } from "../core/model/policy.ts";
import { compileGlobs } from "../core/source/glob.ts";
import { gatherCard } from "../gather/card.ts";
import { viewAt } from "../gather/view.ts";
import type { Branches } from "../ports/branches.ts";
import { needed } from "./needed.ts";
import type { Repository } from "../ports/repository.ts";

/** So many branches are compared with a commit; each may cost a request. */
const MOST_BRANCHES = 20;

interface Ports {
  readonly repository: Repository;
  readonly branches: Branches;
}

/**
 * What a commit came through: a branch that a check of the policy covers and that has the commit, or a tag
 * that a card on the default branch lists as deployed. A sentence for people either way.
 */
export async function gatedBy(
  { sha, ref }: Pick<DeploymentRequest, "sha" | "ref">,
  policy: Policy,
  state: BranchState,
  ports: Ports,
): Promise<{ readonly note: string } | { readonly fault: string }> {
  const tag = await listedTag(sha, policy, state, ports.repository);
  if (tag !== undefined) return { note: `It is ${tag}, which a card on ${state.branch} lists.` };
  const found = needed(await ports.branches.tips());
  const tips = new Map([...found, [state.branch, state.commit]]);
  const covered = [...tips.keys()].filter((branch) => coveredBy(branch, policy) !== undefined);
  const likely = [ref, state.branch];
  const ordered = [
    ...likely.filter((branch) => covered.includes(branch)),
    ...covered.filter((branch) => !likely.includes(branch)),
  ];
  for (const branch of ordered.slice(0, MOST_BRANCHES)) {
    const tip = tips.get(branch) ?? "";
    if (await contains(tip, sha, ports.repository)) {
      return { note: `It is on ${branch}, which ${coveredBy(branch, policy)} guards.` };
    }
  }
  const where = ordered.length === 0 ? "no branch is" : `${ordered.slice(0, 3).join(", ")}${ordered.length > 3 ? " ..." : ""} ${ordered.length === 1 ? "is" : "are"}`; // prettier-ignore
  return {
    fault: `${sha.slice(0, 7)} has come through no gate: it is on no branch that a check of the policy covers (${where}), and no card on ${state.branch} lists it as deployed.`,
  };
}

/** The name of a check that a branch's pull requests get. */
function coveredBy(branch: string, { checks }: Policy): string | undefined {
  const check = checks.find(({ branches }) => compileGlobs(branches)(branch));
  return check && checkName(check, branch);
}

async function contains(tip: string, sha: string, repository: Repository): Promise<boolean> {
  if (tip === sha) return true;
  const origin = await repository.mergeBase(tip, sha);
  return origin.state === "known" && origin.value === sha;
}

/** A tag proves nothing by itself, since whoever can write can set one; a merged card does. */
async function listedTag(
  sha: string,
  { components }: Policy,
  { commit }: BranchState,
  repository: Repository,
): Promise<string | undefined> {
  const [tags, view] = await Promise.all([repository.tags(), viewAt(repository, commit)]);
  if (tags.state === "unavailable" || view.state === "unavailable") return undefined;
  const here = new Set(tags.value.filter((tag) => tag.commit === sha).map(({ name }) => name));
  if (here.size === 0) return undefined;
  const cards = await Promise.all(components.map(({ id }) => gatherCard(view.value, id)));
  const listed = cards.flatMap((card) =>
    card.state === "known" ? (card.value?.deployed ?? []).map(({ tag }) => tag) : [],
  );
  return listed.find((tag) => here.has(tag));
}

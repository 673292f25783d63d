import { type Fact, known, type Unavailable } from "../../core/model/fact.ts";
import type { OrganizationFile } from "../../core/model/organization.ts";
import type { Problem } from "../../core/model/problem.ts";
import { orphanedWaivers } from "../../core/orphaned-waivers.ts";
import { recordOwner } from "../../core/scope.ts";
import { suggestion } from "../../core/source/suggestion.ts";
import { parseCard } from "../../evidence/card.ts";
import { parseChecklist } from "../../evidence/checklist/checklist.ts";
import { parseDatasheet } from "../../evidence/datasheet.ts";
import { parseHotfixRecord } from "../../evidence/hotfix-record.ts";
import {
  parseDecisionRecord,
  parseReviewRecord,
  parseSwitchbackRecord,
} from "../../evidence/records.ts";
import { parseRequirements } from "../../evidence/requirements.ts";
import { parseScenarios } from "../../evidence/scenarios.ts";
import { parseStamp } from "../../evidence/stamp.ts";
import { readOrganization } from "../../use-cases/organization-standing.ts";
import { ORGANIZATION_PATH } from "../../gather/policy-files.ts";
import { CONFIG_PATH } from "../../gather/policy.ts";
import { type View, viewAt } from "../../gather/view.ts";
import { catalogue } from "../../generated/catalogue.ts";
import { policyIn } from "../../use-cases/policy-in.ts";
import { policyLayer } from "../../use-cases/policy-layer.ts";
import type { WorkTree } from "../../worktree/open-work-tree.ts";

/** How each file under `.mltrl` is read. */
const PARSERS: readonly [RegExp, (text: string, path: string) => Fact<unknown>][] = [
  [/^\.mltrl\/cards\/[^/]+\.md$/, parseCard],
  [/^\.mltrl\/requirements\/[^/]+\.yml$/, parseRequirements],
  [/^\.mltrl\/ethics\/[^/]+\.(?:md|rmd|rst|ipynb|html|yml|txt)$/i, parseChecklist],
  [/^\.mltrl\/datasets\/[^/]+\.(?:md|yml|json)$/, parseDatasheet],
  [/^\.mltrl\/decisions\/[^/]+\/[^/]+$/, parseDecisionRecord],
  [/^\.mltrl\/reviews\/[^/]+\/[^/]+$/, parseReviewRecord],
  [/^\.mltrl\/switchbacks\/[^/]+\/[^/]+$/, parseSwitchbackRecord],
  [/^\.mltrl\/hotfixes\/[^/]+\/[^/]+$/, parseHotfixRecord],
  [/^\.mltrl\/evidence\/[^/]+\/stamp(?:@[^/]+)?\.yml$/, parseStamp],
];

/** Where scenarios of the policy stand: their parser tells every problem by itself. */
const SCENARIOS = /^\.mltrl\/tests\/[^/]+\.yml$/;

/** Records of what happened outlive their component; whatever else names one that is not declared is misnamed. */
const NAMED_FOR_COMPONENT = /^\.mltrl\/(cards|requirements|ethics|documents|evidence)\//;

/**
 * Everything that is wrong with the files under `.mltrl` of a work tree, in their order.
 *
 * @param organization the policy that the repository has above its own
 */
export async function recordProblems(
  { head, repository }: Pick<WorkTree, "head" | "repository">,
  organization?: OrganizationFile,
): Promise<Fact<readonly Problem[]>> {
  const revision = await head();
  if (revision.state === "unavailable") return revision;
  const view = await viewAt(repository, revision.value);
  if (view.state === "unavailable") return view;
  const read = await policyIn(view.value, catalogue, "main");
  if (read.state === "unavailable") return read;
  const policy = read.value;
  const above = organization && readOrganization(organization, catalogue);
  const layer = await policyLayer(view.value, above?.ok ? above.value : undefined, catalogue, "main"); // prettier-ignore
  if (layer.state === "unavailable") return layer;
  const problems = above?.ok === false ? [...above.problems] : [];
  if (layer.value.state === "broken") problems.push(...layer.value.problems);
  if (layer.value.state === "read") problems.push(...layer.value.past);
  const paths = [...view.value.records.keys()];
  // A repository that holds its organisation's policy need not declare anything itself.
  if (policy === undefined && paths.some((path) => path !== ORGANIZATION_PATH))
    problems.push(NO_CONFIG);
  if (policy?.ok === true) {
    problems.push(...orphanedWaivers(policy.value, catalogue));
    problems.push(...misnamed(paths, new Set(policy.value.components.map(({ id }) => id))));
  }
  problems.push(...(await organizationProblems(view.value)));
  const unreadable = await Promise.all(paths.map((path) => fileProblems(view.value, path)));
  return known([...problems, ...unreadable.flat()].toSorted(byPlace));
}

async function organizationProblems(view: View): Promise<readonly Problem[]> {
  if (view.records.get(ORGANIZATION_PATH)?.type !== "blob") return [];
  const path = ORGANIZATION_PATH;
  const text = await view.text(path);
  if (text.state === "unavailable") return [{ place: { path }, message: text.reason }];
  const read = readOrganization({ path, text: text.value }, catalogue);
  return read.ok ? [] : read.problems;
}

const NO_CONFIG: Problem = {
  place: { path: CONFIG_PATH },
  message: "is missing: without it no component is declared and nothing is judged",
};

async function scenarioProblems(view: View, path: string): Promise<readonly Problem[]> {
  const text = await view.text(path);
  if (text.state === "unavailable") return [{ place: { path }, message: text.reason }];
  const read = parseScenarios(text.value, path);
  return read.ok ? [] : read.problems;
}

async function fileProblems(view: View, path: string): Promise<readonly Problem[]> {
  if (SCENARIOS.test(path)) return scenarioProblems(view, path);
  const parse = PARSERS.find(([pattern]) => pattern.test(path))?.[1];
  if (parse === undefined || view.records.get(path)?.type !== "blob") return [];
  const text = await view.text(path);
  const parsed = text.state === "known" ? parse(text.value, path) : text;
  return parsed.state === "unavailable" ? problemsOf(parsed, path) : [];
}

/**
 * A fact says in one sentence what is wrong, for a check, and names the first few problems; here each goes
 * to its own place.
 */
function problemsOf({ reason, places = [] }: Unavailable, path: string): Problem[] {
  const [first = { path }, ...others] = places;
  const parts = reason
    .replace(/; and \d+ more$/, "")
    .split(/(?:^|; )line \d+: /)
    .filter((part) => part !== "");
  if (parts.length === 1 && others.length > 0) return [{ place: first, message: reason }];
  return [first, ...others].map((place, i) => ({
    place,
    message: parts[i] ?? "here is another problem, named once those above are mended",
  }));
}

function misnamed(paths: readonly string[], components: ReadonlySet<string>): Problem[] {
  return paths.flatMap((path) => {
    const owner = NAMED_FOR_COMPONENT.test(path) ? recordOwner(path) : undefined;
    if (owner === undefined || components.has(owner)) return [];
    const near = suggestion(owner, [...components]);
    const meant = near === undefined ? "" : `; did you mean ${near}?`;
    return [
      {
        place: { path },
        message: `is named for "${owner}", which is no component of ${CONFIG_PATH}${meant}`,
      },
    ];
  });
}

function byPlace({ place: a }: Problem, { place: b }: Problem): number {
  if (a.path !== b.path) return a.path < b.path ? -1 : 1;
  return (a.line ?? 0) - (b.line ?? 0) || (a.column ?? 0) - (b.column ?? 0);
}

import { type Fact, known, unavailable } from "../core/model/fact.ts";
import type { ComponentPolicy, Policy } from "../core/model/policy.ts";
import type { Catalogue } from "../core/model/rule.ts";
import { compileGlobs } from "../core/source/glob.ts";
import { gatherCard, requireCard } from "../gather/card.ts";
import { canName, evidenceFor } from "../gather/deployed-evidence.ts";
import { contentDigest } from "../gather/files.ts";
import { type View, viewAt } from "../gather/view.ts";
import type { ChangeSource } from "../ports/change-source.ts";
import type { Repository } from "../ports/repository.ts";
import { policyInForce } from "./policy-in-force.ts";
import { policyStanding } from "./policy-standing.ts";

/** What stamping asks of a work tree. */
export interface StampPorts {
  readonly source: ChangeSource;
  readonly repository: Repository;
  /** What stands in the work tree, as a revision. */
  readonly head: () => Promise<Fact<string>>;
}

/** What a stamp says: the content that reports speak of, and each report's own id. */
export interface Stamped {
  readonly content: string;
  readonly reports: ReadonlyMap<string, string>;
}

/**
 * Binds every committed report that may speak of a component to the content that stands beside it. The
 * stamp stays valid once it is committed: nothing under `.mltrl` is content.
 *
 * @param deployed a version that the card lists as deployed: then the content is that at its tag
 */
export async function stamp(
  ports: StampPorts,
  catalogue: Catalogue,
  id: string,
  deployed?: string,
): Promise<Fact<Stamped>> {
  const head = await ports.head();
  if (head.state === "unavailable") return head;
  const [policy, view] = await Promise.all([
    policyOf(ports, head.value, catalogue),
    viewAt(ports.repository, head.value),
  ]);
  if (policy.state === "unavailable") return policy;
  if (view.state === "unavailable") return view;
  const component = policy.value.components.find((each) => each.id === id);
  if (component === undefined) {
    const ids = policy.value.components.map((each) => each.id).join(", ");
    return unavailable("missing", `there is no component "${id}"; there are: ${ids}`);
  }
  const subject =
    deployed === undefined
      ? view
      : await deployedView(ports.repository, view.value, component.id, deployed);
  if (subject.state === "unavailable") return subject;
  const [content, reports] = await Promise.all([
    contentDigest(component, subject.value),
    reportsOf(component, policy.value, view.value, deployed),
  ]);
  if (content.state === "unavailable") return content;
  if (reports.state === "unavailable") return reports;
  if (reports.value.size === 0) {
    return unavailable(
      "missing",
      `there is no report of ${id}: git sees nothing in .mltrl/evidence/${id}/, nor where the policy's evidence is; is it ignored?`,
    );
  }
  return known({ content: content.value, reports: reports.value });
}

/** The content at the tag under which the card says that a version is deployed. */
async function deployedView(
  repository: Repository,
  view: View,
  component: string,
  version: string,
): Promise<Fact<View>> {
  const card = requireCard(await gatherCard(view, component), component);
  if (card.state === "unavailable") return card;
  const entries = card.value.deployed ?? [];
  const [entry, other] = entries.filter((each) => each.version === version);
  if (entry === undefined || !canName(version)) {
    const versions = entries.map((each) => each.version).join(", ") || "none";
    return unavailable(
      "missing",
      `the card of ${component} lists no deployed version "${version}"; it lists: ${versions}`,
      { path: card.value.path },
    );
  }
  if (other !== undefined && other.tag !== entry.tag) {
    return unavailable(
      "invalid",
      `the card says that ${version} is deployed from ${entry.tag} and from ${other.tag}; give the tag of one`,
      other.place,
    );
  }
  const tags = await repository.tags();
  if (tags.state === "unavailable") return tags;
  const tag = tags.value.find(({ name }) => name === entry.tag);
  return tag === undefined
    ? unavailable(
        "missing",
        `there is no tag ${entry.tag} in this clone; run "git fetch --tags"`,
        entry.place,
      )
    : viewAt(repository, tag.commit);
}

/**
 * The policy that will judge the reports. CI may stamp in a clone that has no other branch; what stands
 * there is then the best guess.
 */
async function policyOf(
  { source, repository }: StampPorts,
  head: string,
  catalogue: Catalogue,
): Promise<Fact<Pick<Policy, "components" | "evidence">>> {
  const change = await source.read();
  if (change.state === "known") {
    const inForce = await policyInForce(repository, change.value, catalogue);
    if (inForce.state === "known" && inForce.value.state === "ready") {
      const { policy, headComponents } = inForce.value;
      const ids = new Set(policy.components.map(({ id }) => id));
      const added = headComponents.filter(({ id }) => !ids.has(id));
      return known({ ...policy, components: [...policy.components, ...added] });
    }
  }
  return policyStanding(repository, head, catalogue);
}

/**
 * Everything in the component's evidence folder, and every file that the policy names as evidence of it,
 * as far as it speaks of the deployed version, or of none.
 */
async function reportsOf(
  { id }: ComponentPolicy,
  { evidence }: Pick<Policy, "evidence">,
  view: View,
  deployed: string | undefined,
): Promise<Fact<ReadonlyMap<string, string>>> {
  const patterns = evidence
    .filter(({ component }) => component === undefined || component === id)
    .flatMap(({ files }) => files);
  const elsewhere = await view.files(patterns.filter((pattern) => !pattern.startsWith(".mltrl/")));
  if (elsewhere.state === "unavailable") return elsewhere;
  const named = compileGlobs(patterns);
  const folder = `.mltrl/evidence/${id}/`;
  const own = [...view.records.values()].filter(
    ({ path, type }) =>
      type === "blob" &&
      !/^stamp(?:@.*)?\.yml$/.test(path.replace(folder, "")) &&
      (path.startsWith(folder) || named(path)),
  );
  const reports = evidenceFor(deployed, [...own, ...elsewhere.value]);
  return known(new Map(reports.map((entry) => [entry.path, entry.id])));
}

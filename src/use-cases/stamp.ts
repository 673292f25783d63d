import { type Fact, known, unavailable } from "../core/model/fact.ts";
import type { ComponentPolicy, Policy } from "../core/model/policy.ts";
import type { Catalogue } from "../core/model/rule.ts";
import { placeText } from "../core/model/place.ts";
import type { Problem } from "../core/model/problem.ts";
import { parsePolicy } from "../core/policy/parse-policy.ts";
import { compileGlobs } from "../core/source/glob.ts";
import { contentDigest } from "../gather/files.ts";
import { CONFIG_PATH, gatherConfig } from "../gather/policy.ts";
import { stampPath } from "../gather/reports.ts";
import { type View, viewAt } from "../gather/view.ts";
import type { ChangeSource } from "../ports/change-source.ts";
import type { Repository } from "../ports/repository.ts";
import { policyInForce } from "./policy-in-force.ts";

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
 */
export async function stamp(
  ports: StampPorts,
  catalogue: Catalogue,
  id: string,
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
  const [content, reports] = await Promise.all([
    contentDigest(component, view.value),
    reportsOf(component, policy.value, view.value),
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
  const config = await gatherConfig(repository, head);
  if (config.state === "unavailable") return config;
  if (config.value === undefined) return unavailable("missing", `there is no ${CONFIG_PATH} here`);
  const parsed = config.value.ok
    ? parsePolicy(config.value.value, catalogue, "main")
    : config.value;
  return parsed.ok ? known(parsed.value) : unavailable("invalid", textOf(parsed.problems));
}

function textOf(problems: readonly Problem[]): string {
  return problems.map(({ place, message }) => `${placeText(place)}: ${message}`).join("; ");
}

/** Everything in the component's evidence folder, and every file that the policy names as evidence of it. */
async function reportsOf(
  { id }: ComponentPolicy,
  { evidence }: Pick<Policy, "evidence">,
  view: View,
): Promise<Fact<ReadonlyMap<string, string>>> {
  const patterns = evidence
    .filter(({ component }) => component === undefined || component === id)
    .flatMap(({ files }) => files);
  const elsewhere = await view.files(patterns.filter((pattern) => !pattern.startsWith(".mltrl/")));
  if (elsewhere.state === "unavailable") return elsewhere;
  const named = compileGlobs(patterns);
  const own = [...view.records.values()].filter(
    ({ path, type }) =>
      type === "blob" &&
      path !== stampPath(id) &&
      (path.startsWith(`.mltrl/evidence/${id}/`) || named(path)),
  );
  return known(new Map([...own, ...elsewhere.value].map((entry) => [entry.path, entry.id])));
}

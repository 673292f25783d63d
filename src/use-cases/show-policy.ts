import { type Fact, known, mapFact, unavailable } from "../core/model/fact.ts";
import { type Place, placeText } from "../core/model/place.ts";
import type { Catalogue } from "../core/model/rule.ts";
import type { Setting } from "../core/policy/setting.ts";
import { settingsOf } from "../core/policy/settings.ts";
import { valueAt } from "../core/source/value-at.ts";
import type { LocatedYaml } from "../core/source/yaml.ts";
import { configIn } from "../gather/policy.ts";
import { viewAt } from "../gather/view.ts";
import type { Change } from "../core/model/change.ts";
import type { Repository } from "../ports/repository.ts";
import { beginningOf, organizationStanding } from "./organization-standing.ts";
import { policyIn } from "./policy-in.ts";
import { policyInForce } from "./policy-in-force.ts";

/** A value that counts, and who says so. */
export interface ShownSetting {
  readonly name: string;
  readonly value: unknown;
  readonly layer: "built-in" | "organisation" | "default branch" | "base branch";
  /** Absent of what is built in. */
  readonly place?: Place;
}

/** A file that may have set a value, with the values it sets as they count by themselves. */
interface Layer {
  readonly name: Exclude<ShownSetting["layer"], "built-in">;
  readonly source: LocatedYaml;
  /** Undefined where the file's own words are compared. */
  readonly settings: ReadonlyMap<string, Setting> | undefined;
}

/** The values of a policy, and the day on which they begin to count, where that is still to come. */
export interface ShownPolicy {
  readonly from?: string;
  readonly settings: readonly ShownSetting[];
}

/**
 * Every value of the policy that judges a change, with the file and line that set it. Where the
 * organisation's policy is announced, as from the day on which it binds.
 */
export async function showPolicy(
  today: Change,
  repository: Repository,
  catalogue: Catalogue,
): Promise<Fact<ShownPolicy>> {
  const file = today.organization?.state === "known" ? today.organization.value : undefined;
  const begins = file && beginningOf(file, catalogue);
  const from = begins !== undefined && begins > today.now ? begins : undefined;
  const change = from === undefined ? today : { ...today, now: from };
  const inForce = await policyInForce(repository, change, catalogue);
  if (inForce.state === "unavailable") return inForce;
  if (inForce.value.state === "none") {
    return unavailable(
      "missing",
      "there is no .mltrl/config.yml on the default or the base branch",
    );
  }
  if (inForce.value.state === "broken") {
    const problems = inForce.value.problems.map(
      ({ place, message }) => `${placeText(place)}: ${message}`,
    );
    return unavailable("invalid", `the policy cannot be read: ${problems.join("; ")}`);
  }
  const layers = await layersOf(change, repository, catalogue);
  const { policy } = inForce.value;
  return mapFact(layers, (all) => ({
    ...(from !== undefined && { from }),
    settings: [...settingsOf(policy, catalogue).values()].map((setting) =>
      withSource(setting, all),
    ),
  }));
}

async function layersOf(
  change: Change,
  repository: Repository,
  catalogue: Catalogue,
): Promise<Fact<readonly Layer[]>> {
  const standing = await organizationStanding(change, repository, catalogue);
  if (standing.state === "unavailable") return standing;
  const branches: readonly (readonly [Layer["name"], string])[] = [
    ["default branch", change.defaultTip],
    ["base branch", change.baseTip],
  ];
  const layers: Layer[] = [];
  for (const [name, tip] of branches) {
    const view = await viewAt(repository, tip);
    if (view.state === "unavailable") return view;
    const [config, policy] = await Promise.all([
      configIn(view.value),
      policyIn(view.value, catalogue, change.defaultBranch),
    ]);
    const source = config.state === "known" && config.value?.ok ? config.value.value : undefined;
    const own = policy.state === "known" && policy.value?.ok ? policy.value.value : undefined;
    if (source && own) layers.push({ name, source, settings: settingsOf(own, catalogue) });
  }
  if (standing.value.state === "applies") {
    const { source } = standing.value.organization;
    layers.push({ name: "organisation", source, settings: undefined });
  }
  return known(layers);
}

/** The first file that says the value which counts; built in where none does. */
function withSource({ name, pointer, value }: Setting, layers: readonly Layer[]): ShownSetting {
  const layer = layers.find(({ source, settings }) => {
    const written = valueAt(source.value, pointer);
    if (written === undefined) return false;
    return settings === undefined || isEqual(settings.get(name)?.value, value);
  });
  return {
    name,
    value,
    layer: layer?.name ?? "built-in",
    ...(layer && { place: layer.source.placeOf(pointer) }),
  };
}

function isEqual(one: unknown, other: unknown): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}

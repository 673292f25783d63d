import { type Fact, known } from "../core/model/fact.ts";
import type { Policy } from "../core/model/policy.ts";
import type { Parsed } from "../core/model/problem.ts";
import type { Catalogue } from "../core/model/rule.ts";
import { parseOwnChecklists, withOwnChecklists } from "../core/policy/own-checklist.ts";
import { catalogueAt } from "../core/policy/catalogue-at.ts";
import { parseOwnProfiles, withOwnProfiles } from "../core/policy/own-profile.ts";
import { type Waiver, WAIVERS_PATH } from "../core/model/waiver.ts";
import { parsePolicy } from "../core/policy/parse-policy.ts";
import { parseWaivers } from "../core/policy/parse-waivers.ts";
import {
  CHECKLISTS_FOLDER,
  policyFileIn,
  policyFilesIn,
  PROFILES_FOLDER,
} from "../gather/policy-files.ts";
import { configIn } from "../gather/policy.ts";
import type { LocatedYaml } from "../core/source/yaml.ts";
import type { View } from "../gather/view.ts";

/** The policy that stands in a view, with the checklists, profiles and waivers it brings; undefined where there is none. */
export async function policyIn(
  view: View,
  catalogue: Catalogue,
  defaultBranch: string,
): Promise<Fact<Parsed<Policy> | undefined>> {
  const [config, lists, profiles, waivers] = await Promise.all([
    configIn(view),
    policyFilesIn(view, CHECKLISTS_FOLDER),
    policyFilesIn(view, PROFILES_FOLDER),
    policyFileIn(view, WAIVERS_PATH),
  ]);
  if (config.state === "unavailable") return config;
  if (lists.state === "unavailable") return lists;
  if (profiles.state === "unavailable") return profiles;
  if (waivers.state === "unavailable") return waivers;
  if (config.value?.ok !== true) return known(config.value);
  const source = config.value.value;
  const policy = parsePolicy(source, catalogue, defaultBranch);
  if (!policy.ok) return known(policy);
  const ownLists = lists.value.ok ? parseOwnChecklists(lists.value.value) : lists.value;
  const own = profiles.value.ok
    ? parseOwnProfiles(profiles.value.value, catalogueAt(catalogue, policy.value.ladder))
    : profiles.value;
  const granted = waiversOf(waivers.value, policy.value, catalogue);
  const problems = [ownLists, own, granted].flatMap((each) => (each.ok ? [] : each.problems));
  if (!ownLists.ok || !own.ok || !granted.ok) return known({ ok: false, problems });
  const withLists = withOwnChecklists(
    { ...policy.value, waivers: granted.value },
    ownLists.value,
    catalogue,
  );
  return known(
    withLists.ok ? withOwnProfiles(withLists.value, own.value, catalogue, source) : withLists,
  );
}

function waiversOf(
  read: Parsed<LocatedYaml | undefined>,
  policy: Policy,
  catalogue: Catalogue,
): Parsed<readonly Waiver[]> {
  if (!read.ok) return read;
  return read.value === undefined
    ? { ok: true, value: [] }
    : parseWaivers(read.value, policy, catalogue);
}

import { type Fact, known } from "../core/model/fact.ts";
import type { Policy } from "../core/model/policy.ts";
import type { Parsed } from "../core/model/problem.ts";
import type { Catalogue } from "../core/model/rule.ts";
import { parseOwnChecklists, withOwnChecklists } from "../core/policy/own-checklist.ts";
import { parseOwnProfiles, withOwnProfiles } from "../core/policy/own-profile.ts";
import { parsePolicy } from "../core/policy/parse-policy.ts";
import { CHECKLISTS_FOLDER, policyFilesIn, PROFILES_FOLDER } from "../gather/policy-files.ts";
import { configIn } from "../gather/policy.ts";
import type { View } from "../gather/view.ts";

/** The policy that stands in a view, with the checklists and profiles it brings; undefined where there is none. */
export async function policyIn(
  view: View,
  catalogue: Catalogue,
  defaultBranch: string,
): Promise<Fact<Parsed<Policy> | undefined>> {
  const [config, lists, profiles] = await Promise.all([
    configIn(view),
    policyFilesIn(view, CHECKLISTS_FOLDER),
    policyFilesIn(view, PROFILES_FOLDER),
  ]);
  if (config.state === "unavailable") return config;
  if (lists.state === "unavailable") return lists;
  if (profiles.state === "unavailable") return profiles;
  if (config.value?.ok !== true) return known(config.value);
  const source = config.value.value;
  const policy = parsePolicy(source, catalogue, defaultBranch);
  if (!policy.ok) return known(policy);
  const ownLists = lists.value.ok ? parseOwnChecklists(lists.value.value) : lists.value;
  const own = profiles.value.ok
    ? parseOwnProfiles(profiles.value.value, catalogue)
    : profiles.value;
  const problems = [ownLists, own].flatMap((each) => (each.ok ? [] : each.problems));
  if (!ownLists.ok || !own.ok) return known({ ok: false, problems });
  const withLists = withOwnChecklists(policy.value, ownLists.value, catalogue);
  return known(
    withLists.ok ? withOwnProfiles(withLists.value, own.value, catalogue, source) : withLists,
  );
}

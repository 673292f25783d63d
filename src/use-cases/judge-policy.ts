import type { Change } from "../core/model/change.ts";
import { type Fact, known, mapFact } from "../core/model/fact.ts";
import type { Finding } from "../core/model/finding.ts";
import type { Place } from "../core/model/place.ts";
import type { EditedSetting, PolicyEditDecision } from "../core/model/policy-edit.ts";
import type { Catalogue } from "../core/model/rule.ts";
import { comparePolicies, type SettingChange } from "../core/policy/compare-policies.ts";
import { nothingDeclared } from "../core/policy-decision.ts";
import { type OwnersAsked, policyOwnersFinding } from "../core/policy-owners.ts";
import { replacedCommits } from "../gather/barred.ts";
import { gatherPolicyApprovals } from "../gather/policy-approvals.ts";
import { CHECKLISTS_FOLDER, isPolicyFile } from "../gather/policy-files.ts";
import { waiversGranted } from "../core/waivers-granted.ts";
import { type Waiver, WAIVERS_PATH } from "../core/model/waiver.ts";
import { CONFIG_PATH } from "../gather/policy.ts";
import type { People } from "../ports/people.ts";
import type { Repository } from "../ports/repository.ts";
import type { PolicyEdit } from "./in-force.ts";
import type { Engine } from "./engine.ts";
import type { PolicyInForce } from "./in-force.ts";

/** The values that an edit of the policy changes, by what that comes to. */
type EditedSettings = Pick<PolicyEditDecision, "weakened" | "unclear" | "tightened">;

function editedSettings(edit: PolicyEdit, catalogue: Catalogue): EditedSettings {
  const { before, after, reach } = edit;
  const changes = before === undefined ? [] : comparePolicies(before, after, catalogue);
  const of = (effect: SettingChange["effect"]): EditedSetting[] =>
    changes
      .filter((change) => change.effect === effect)
      .map(({ name, pointer, before: was, after: is }) => ({
        name,
        before: was,
        after: is,
        place: placeOf(pointer, edit),
      }));
  const moved =
    reach === undefined || reach.before === reach.after
      ? []
      : [{ name: "applies-to", ...reach, place: placeOf(["applies-to"], edit) }];
  return { weakened: of("milder"), unclear: [...of("other"), ...moved], tightened: of("stricter") };
}

function placeOf(pointer: SettingChange["pointer"], { source }: PolicyEdit): Place {
  const [section, name] = pointer;
  if (section === "checklists") return { path: `${CHECKLISTS_FOLDER}/${String(name)}.yml` };
  return source?.placeOf(pointer) ?? { path: CONFIG_PATH };
}

/** What is found of the policy itself, and what a change does to it. */
export async function judgePolicy(
  { policy, edit, undeclared, waivers = [] }: Extract<PolicyInForce, { readonly state: "ready" }>,
  change: Change,
  ports: { readonly repository: Repository; readonly people: People },
  { catalogue }: Engine,
): Promise<{ readonly findings: readonly Finding[]; readonly edit?: PolicyEditDecision }> {
  const signed = { ...ports, change, policy };
  const granted =
    waivers.length === 0
      ? []
      : [
          waiversGranted(
            waivers,
            await gatherPolicyApprovals({
              ...signed,
              isSigned: (path) => path === WAIVERS_PATH,
              requestedBy: await waiverRequesters(waivers, change, ports.people),
            }),
          ),
        ];
  const declared = [...(undeclared === undefined ? [] : [nothingDeclared(undeclared)]), ...granted];
  if (edit === undefined) return { findings: declared };
  const settings = editedSettings(edit, catalogue);
  const asked = whatOwnersAreAsked(edit, settings);
  const owners =
    asked === undefined
      ? []
      : [
          policyOwnersFinding(
            asked,
            await gatherPolicyApprovals({
              ...signed,
              isSigned: signedIn(edit),
              requestedBy: known([]),
            }),
          ),
        ];
  return { findings: [...declared, ...owners], edit: { ...settings, outcomes: [], left: 0 } };
}

/** Who asked for waivers: as they say, and by commits that a forced push took away. */
async function waiverRequesters(
  waivers: readonly Waiver[],
  change: Change,
  people: People,
): Promise<Fact<readonly string[]>> {
  const replaced = await replacedCommits(change, people, WAIVERS_PATH);
  return mapFact(replaced, (commits) => [
    ...waivers.flatMap(({ requestedBy }) => requestedBy ?? []),
    ...commits.flatMap(({ logins }) => logins),
  ]);
}

/** Who mends what cannot be read answers for the waivers as well: there are none to compare them with. */
function signedIn({ before }: PolicyEdit): (path: string) => boolean {
  return (path) => isPolicyFile(path) || (before === undefined && path === WAIVERS_PATH);
}

/** Undefined where an edit only asks for more: that needs nobody. */
function whatOwnersAreAsked(
  { before }: PolicyEdit,
  { weakened, unclear }: EditedSettings,
): OwnersAsked | undefined {
  const settings = [...weakened, ...unclear];
  if (before === undefined) {
    const because =
      "the policy that stands cannot be read, so that nobody can tell what this pull request makes of it";
    return { settings, because };
  }
  return settings.length === 0 ? undefined : { settings };
}

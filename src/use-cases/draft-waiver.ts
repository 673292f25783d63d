import { type Fact, known, unavailable } from "../core/model/fact.ts";
import type { Policy } from "../core/model/policy.ts";
import type { Catalogue } from "../core/model/rule.ts";
import { type Waiver, WAIVERS_PATH } from "../core/model/waiver.ts";
import { catalogueAt } from "../core/policy/catalogue-at.ts";
import { parseWaivers } from "../core/policy/parse-waivers.ts";
import { waiverRoleOf } from "../core/policy/waiver-rights.ts";
import { suggestion } from "../core/source/suggestion.ts";
import { parseYaml } from "../core/source/yaml.ts";
import { addWaiver } from "../evidence/add-waiver.ts";
import type { View } from "../gather/view.ts";
import type { EditedFile } from "./simulated-change.ts";

/** A waiver that somebody asks for. */
export interface WantedWaiver {
  readonly rule: string;
  readonly component: string;
  readonly reason: string;
  /** A day (ISO 8601). */
  readonly until: string;
  readonly requestedBy?: string;
  /** Its first day. */
  readonly date: string;
  /** Where it was asked for. */
  readonly pullRequest?: number;
}

/** The file of waivers with one more, or that it holds it already. */
export type DraftedWaiver =
  | { readonly state: "drafted"; readonly file: EditedFile; readonly approver: string }
  | { readonly state: "there" };

/** Writes a waiver into the file of a branch; unavailable where the policy would refuse it, with every reason. */
export async function draftWaiver(
  wanted: WantedWaiver,
  view: View,
  policy: Policy,
  catalogue: Catalogue,
): Promise<Fact<DraftedWaiver>> {
  const stranger = whyStrange(wanted, policy, catalogue);
  if (stranger !== undefined) return unavailable("invalid", stranger);
  if (policy.waivers.some((each) => isSame(each, wanted))) return known({ state: "there" });
  const approver = waiverRoleOf(wanted.rule, policy);
  const before = view.records.has(WAIVERS_PATH) ? await view.text(WAIVERS_PATH) : known(undefined);
  if (before.state === "unavailable") return before;
  const { rule, component, reason, until, requestedBy, date, pullRequest } = wanted;
  const text = addWaiver(before.value, {
    rule,
    components: [component],
    reason,
    until,
    approver,
    ...(requestedBy !== undefined && { requestedBy }),
    granted: { date, ...(pullRequest !== undefined && { pullRequest }) },
  });
  if (text === undefined) {
    return unavailable(
      "invalid",
      `nothing can be added to ${WAIVERS_PATH} safely: write its list with one entry below the other`,
    );
  }
  const problems = problemsIn(text, policy, catalogue);
  return problems.length > 0
    ? unavailable("invalid", problems.join("; "))
    : known({
        state: "drafted",
        approver,
        file: { path: WAIVERS_PATH, text, before: before.value },
      });
}

function isSame({ rule, components, until }: Waiver, wanted: WantedWaiver): boolean {
  return rule === wanted.rule && components.includes(wanted.component) && until === wanted.until;
}

/** Of what is there already such a name is only reported; nobody asks for it anew. */
function whyStrange(
  { rule, component }: WantedWaiver,
  { components, ladder }: Policy,
  catalogue: Catalogue,
): string | undefined {
  const ruleIds = catalogueAt(catalogue, ladder).rules.map(({ id }) => id);
  if (!ruleIds.includes(rule)) return `there is no rule ${rule}${meant(rule, ruleIds)}`;
  const ids = components.map(({ id }) => id);
  return ids.includes(component)
    ? undefined
    : `there is no component ${component}${meant(component, ids)}`;
}

function meant(name: string, names: readonly string[]): string {
  const near = suggestion(name, names);
  return near === undefined ? "" : `; did you mean ${near}?`;
}

function problemsIn(text: string, policy: Policy, catalogue: Catalogue): string[] {
  const yaml = parseYaml(text, WAIVERS_PATH);
  const read = yaml.ok ? parseWaivers(yaml.value, policy, catalogue) : yaml;
  return read.ok ? [] : read.problems.map(({ message }) => message);
}

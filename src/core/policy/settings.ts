import {
  ENFORCEMENTS,
  type CheckPolicy,
  type ComponentPolicy,
  type EnvironmentPolicy,
  type EvidencePolicy,
  type Policy,
  TEST_SETTINGS,
} from "../model/policy.ts";
import type { Catalogue } from "../model/rule.ts";
import type { Pointer } from "../source/yaml.ts";
import { LEAVES_OUT, setting, type Setting, UNCLEAR } from "./setting.ts";
import { rulesOfProfile } from "./own-profile.ts";
import { ruleSettings } from "./rule-settings.ts";
import { signOffOf } from "./sign-off.ts";
import {
  earlier,
  higher,
  incomparable,
  inOrder,
  lower,
  narrower,
  type Scale,
  wider,
} from "./scales.ts";

/** Every value of a policy, by its name. */
export function settingsOf(policy: Policy, catalogue: Catalogue): ReadonlyMap<string, Setting> {
  const settings = [
    ...plainSettings(policy, catalogue),
    ...policy.checks.flatMap(checkSettings),
    ...policy.components.flatMap(componentSettings),
    ...[...policy.roles].map(([role, people]) =>
      setting(["roles", role], people, incomparable, UNCLEAR),
    ),
    ...[...policy.environments].flatMap(([name, environment]) =>
      environmentSettings(name, environment),
    ),
    ...policy.evidence.flatMap(evidenceSettings),
    ...policy.checklists.map(({ name, items }) => ({
      ...setting(["checklists", name], `${items.length} items`, incomparable, UNCLEAR),
      compared: items,
      whenAdded: "stricter" as const,
    })),
    ...ruleSettings(policy, catalogue),
  ];
  return new Map(settings.map((each) => [each.name, each]));
}

function plainSettings(policy: Policy, catalogue: Catalogue): Setting[] {
  return [
    setting(["ladder"], policy.ladder, incomparable),
    {
      ...setting(["profile"], policy.profile, wider),
      compared: [...rulesOfProfile(policy, catalogue)],
    },
    setting(["trusted-workflows"], policy.trustedWorkflows, narrower, LEAVES_OUT),
    setting(["trusted-signers"], policy.trustedSigners, narrower, LEAVES_OUT),
    setting(["uncovered"], policy.uncovered, inOrder(["ignore", "warn", "block"])),
    setting(["evidence-timeout"], policy.evidenceTimeout, lower),
    setting(["panels"], policy.panels, inOrder(["small-team", "independent"])),
    {
      ...setting(["sign-off"], signOffOf(policy.explicitFrom), lower),
      compared: policy.explicitFrom,
    },
    setting(["request-reviews"], policy.requestReviews, inOrder([false, true])),
    setting(["existing-grace"], policy.existingGrace, lower),
    setting(["waivers", "maximum-days"], policy.waiverMaximumDays, lower),
  ];
}

function checkSettings(check: CheckPolicy): Setting[] {
  const at = ["checks", check.name];
  const parts = [
    setting([...at, "branches"], check.branches, wider),
    setting([...at, "enforcement"], check.enforcement, inOrder(ENFORCEMENTS)),
    ...(check.blockFrom === undefined
      ? []
      : [setting([...at, "block-from"], check.blockFrom, earlier)]),
    ...(check.minimumLevel === undefined
      ? []
      : [setting([...at, "minimum-level"], check.minimumLevel, higher)]),
    setting([...at, "scope"], check.scope, inOrder(["touched", "all"])),
    setting([...at, "per-branch"], check.perBranch, incomparable),
  ];
  return whole(at, parts);
}

function componentSettings({
  id,
  paths,
  ignore,
  source,
  dependsOn,
  parts,
}: ComponentPolicy): Setting[] {
  const at = ["components", id];
  return whole(
    at,
    [
      setting([...at, "paths"], paths, wider),
      setting([...at, "ignore"], ignore, narrower, LEAVES_OUT),
      setting([...at, "source"], source, wider),
      setting([...at, "depends-on"], dependsOn, wider),
      setting([...at, "parts"], parts, wider),
    ].filter(({ value }) => Array.isArray(value) && value.length > 0),
  );
}

/** Where evidence is, and what makes it: without a workflow a committed file has to do. */
function evidenceSettings({ name, workflow, settings, ...where }: EvidencePolicy): Setting[] {
  const at = ["evidence", name];
  const { format, files, component } = where;
  const thing = setting(at, { format, files, component }, incomparable, UNCLEAR);
  return [
    thing,
    {
      ...setting([...at, "workflow"], workflow ?? "none", byWorkflow),
      partOf: thing.name,
    },
    // They come and go with the workflow, which is what tells of that.
    ...(workflow === undefined
      ? []
      : [
          {
            ...setting([...at, "settings"], settings ?? TEST_SETTINGS, wider, { whenAdded: "same", whenRemoved: "same" }), // prettier-ignore
            partOf: thing.name,
          },
        ]),
  ];
}

const byWorkflow: Scale = (before, after) => {
  if (before === after) return "same";
  if (before === "none") return "stricter";
  return after === "none" ? "milder" : "other";
};

function environmentSettings(
  name: string,
  { minimumLevel, components }: EnvironmentPolicy,
): Setting[] {
  const at = ["environments", name];
  return whole(at, [
    setting([...at, "minimum-level"], minimumLevel, higher),
    // That of all is no list: whoever names some asks for less.
    ...(components === undefined ? [] : [setting([...at, "components"], components, wider, { whenAdded: "milder", whenRemoved: "stricter" })]), // prettier-ignore
  ]);
}

/** A thing that is there or not, and its parts. */
function whole(at: Pointer, parts: readonly Setting[]): Setting[] {
  const thing = setting(at, "defined", incomparable);
  return [thing, ...parts.map((part) => ({ ...part, partOf: thing.name }))];
}

import type { Policy } from "../model/policy.ts";
import type { Problem } from "../model/problem.ts";
import type { Catalogue } from "../model/rule.ts";
import { valueAt } from "../source/value-at.ts";
import type { LocatedYaml } from "../source/yaml.ts";
import { isAmong, type Organization, ofOrganization } from "./organization-layer.ts";
import { rulesOfProfile } from "./own-profile.ts";
import { signOffText } from "./sign-off.ts";

/** What a repository writes, apart from rules, that is past a floor of its organisation. */
export function settingProblems(
  own: Policy,
  source: LocatedYaml,
  organization: Organization,
  floors: Policy,
  catalogue: Catalogue,
): Problem[] {
  return [
    ...valueProblems(own, source, organization, floors, catalogue),
    ...checkProblems(source, organization),
    ...environmentProblems(own, source, organization),
    ...roleProblems(own, source, organization),
  ];
}

/** Values of which one is stricter than another, from the mildest. */
const SCALES = {
  uncovered: ["ignore", "warn", "block"],
  panels: ["small-team", "independent"],
  enforcement: ["observe", "warn", "block"],
  scope: ["touched", "all"],
} as const;

function valueProblems(
  own: Policy,
  source: LocatedYaml,
  { policy, source: above }: Organization,
  floors: Policy,
  catalogue: Catalogue,
): Problem[] {
  const past = (key: string, seen: unknown, isPast: boolean, floor: unknown): Problem[] =>
    isPast && valueAt(source.value, key.split(".")) !== undefined
      ? [
          {
            place: source.placeOf(key.split(".")),
            message: `\`${key}\` is ${String(seen)}; the floor of ${ofOrganization(above, key.split("."))} is ${String(floor)}`,
          },
        ]
      : [];
  const beyond = (key: string, all: readonly string[], floor: readonly string[] = all) => {
    const strange = all.filter((each) => !floor.includes(each));
    return past(key, strange.join(", "), strange.length > 0, floor.join(", ") || "none");
  };
  const lacks =
    policy.profile === undefined
      ? []
      : [
          ...rulesOfProfile(floors, catalogue).difference(
            rulesOfProfile({ ...own, ladder: floors.ladder }, catalogue),
          ),
        ];
  const { uncovered, panels } = SCALES;
  return [
    ...past("ladder", own.ladder, own.ladder !== floors.ladder, floors.ladder),
    ...past("profile", `${own.profile}, which lacks ${some(lacks)}`, lacks.length > 0, policy.profile), // prettier-ignore
    ...past("uncovered", own.uncovered, isBelow(uncovered, own.uncovered, floors.uncovered), floors.uncovered), // prettier-ignore
    ...past("panels", own.panels, isBelow(panels, own.panels, floors.panels), floors.panels),
    ...past("evidence-timeout", own.evidenceTimeout, own.evidenceTimeout > floors.evidenceTimeout, floors.evidenceTimeout), // prettier-ignore
    ...beyond("trusted-workflows", own.trustedWorkflows, policy.trustedWorkflows),
    ...beyond("trusted-signers", own.trustedSigners, policy.trustedSigners),
    ...past("sign-off", signOffText(own.explicitFrom), own.explicitFrom > floors.explicitFrom, signOffText(floors.explicitFrom)), // prettier-ignore
    ...past("request-reviews", own.requestReviews, floors.requestReviews && !own.requestReviews, floors.requestReviews), // prettier-ignore
    ...past("existing-grace", own.existingGrace, own.existingGrace > floors.existingGrace, floors.existingGrace), // prettier-ignore
    ...past("waivers.maximum-days", own.waiverMaximumDays, own.waiverMaximumDays > floors.waiverMaximumDays, floors.waiverMaximumDays), // prettier-ignore
  ];
}

/** Names enough to know what is meant. */
function some(rules: readonly string[]): string {
  const [first = "", second, ...more] = rules;
  if (second === undefined) return first;
  return more.length === 0 ? `${first} and ${second}` : `${first}, ${second} and ${more.length} more rules`; // prettier-ignore
}

function isBelow<T>(scale: readonly T[], value: T, floor: T): boolean {
  return scale.indexOf(value) < scale.indexOf(floor);
}

/** What a repository writes of a check that the organisation has as well. */
function checkProblems(source: LocatedYaml, { policy, source: above }: Organization): Problem[] {
  return policy.checks.flatMap(({ name, enforcement, scope, blockFrom, minimumLevel }) => {
    const past = (
      key: string,
      floor: string | number | undefined,
      isPast: (value: unknown) => boolean,
    ): Problem[] => {
      const pointer = ["checks", name, key];
      const value = valueAt(source.value, pointer);
      if (value === undefined || floor === undefined || !isPast(value)) return [];
      const of = ofOrganization(above, valueAt(above.value, pointer) === undefined ? ["checks", name] : pointer); // prettier-ignore
      return [
        {
          place: source.placeOf(pointer),
          message: `\`${pointer.join(".")}\` is ${JSON.stringify(value).replaceAll(`"`, "")}; the floor of ${of} is ${floor}`,
        },
      ];
    };
    return [
      ...past("enforcement", enforcement, (value) =>
        isBelow<unknown>(SCALES.enforcement, value, enforcement),
      ),
      ...past("scope", scope, (value) => isBelow<unknown>(SCALES.scope, value, scope)),
      ...past("block-from", blockFrom, (value) => String(value) > (blockFrom ?? "")),
      ...past("minimum-level", minimumLevel, (value) => Number(value) < (minimumLevel ?? 0)),
    ];
  });
}

function environmentProblems(
  own: Policy,
  source: LocatedYaml,
  { policy, source: above }: Organization,
): Problem[] {
  return [...policy.environments].flatMap(([name, { minimumLevel: floor }]) =>
    [...own.environments]
      .filter(([each]) => each.toLowerCase() === name.toLowerCase())
      .filter(([, { minimumLevel }]) => minimumLevel < floor)
      .map(([each, { minimumLevel }]) => ({
        place: source.placeOf(["environments", each, "minimum-level"]),
        message: `\`environments.${each}.minimum-level\` is ${minimumLevel}; the floor of ${ofOrganization(above, ["environments", name])} is ${floor}`,
      })),
  );
}

function roleProblems(
  own: Policy,
  source: LocatedYaml,
  { policy, source: above }: Organization,
): Problem[] {
  return [...own.roles].flatMap(([role, people]) => {
    const allowed = policy.roles.get(role);
    if (allowed === undefined) return [];
    return people.flatMap((person, i) =>
      isAmong(allowed, person)
        ? []
        : [
            {
              place: source.placeOf(["roles", role, i]),
              message: `\`roles.${role}\` names ${person}; ${ofOrganization(above, ["roles", role])} gives the role to ${allowed.join(", ")}, and a repository cannot add to it`,
            },
          ],
    );
  });
}

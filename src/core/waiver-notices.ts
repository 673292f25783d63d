import type { Judged } from "./decide.ts";
import { placeText } from "./model/place.ts";
import type { Policy } from "./model/policy.ts";
import type { Catalogue } from "./model/rule.ts";
import { endedText, WAIVERS_PATH, waiverState } from "./model/waiver.ts";
import { orphanedWaivers } from "./orphaned-waivers.ts";

/**
 * What people should know of the waivers of a policy: those that nothing is left for, those whose rule
 * holds by now, and those of judged components that end soon.
 */
export function waiverNotices(
  policy: Policy,
  catalogue: Catalogue,
  judged: readonly Judged[],
  now: string,
): string[] {
  return [
    ...orphanedWaivers(policy, catalogue).map(
      ({ place, message }) => `${placeText(place)} ${message}. Take it out.`,
    ),
    ...judged.flatMap(({ plan, findings }) =>
      findings.flatMap(({ rule, outcome }) => {
        const own = policy.waivers.filter((each) => each.rule === rule);
        const { standIn, ended } = waiverState(own, plan.id, policy.waiverMaximumDays, now);
        const holds = outcome === "pass" || outcome === "not-applicable";
        if (standIn === undefined && ended === undefined) return [];
        if (holds) {
          const over = ended === undefined ? "" : `, and ${endedText(ended)}`;
          return [
            `${plan.id} needs no waiver of ${rule}: the rule holds, or does not apply${over}. Take it out of ${WAIVERS_PATH}.`,
          ];
        }
        return standIn?.endsSoon === true && outcome === "waived"
          ? [`The waiver of ${rule} for ${plan.id} ends soon: ${standIn.reason}`]
          : [];
      }),
    ),
  ];
}

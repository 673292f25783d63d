import * as z from "zod";
import { DEFAULT_EXPLICIT_FROM } from "../model/policy.ts";
import { independenceDoubt } from "./independence.ts";
import { fillSeats, isOwnPanel } from "./panel-seats.ts";
import { fail, notApplicable, pass, pending, type Seat } from "../model/finding.ts";
import { stepName } from "../model/level.ts";
import { graduationOf } from "../model/step.ts";
import { defineKind } from "./define-kind.ts";

/** The panel of the step has approved this very content, each seat by somebody independent. */
export const reviewPanel = defineKind({
  kind: "review-panel",
  needs: ["step", "approvals"],
  params: z.strictObject({
    panels: z
      .array(
        z.strictObject({ "from-level": z.int().min(0).max(9), roles: z.array(z.string()).min(1) }),
      )
      .meta({
        description:
          "Roles by the level they graduate from; one that stands twice needs two people",
      }),
    "vouched-by": z.string().default("quality").meta({
      description: "The role whose approval vouches for people who signed on paper",
    }),
    "own-panel-until": z.int().min(-1).max(9).default(1).meta({
      description: "Up to this level a panel of one may be the author, whose request approves",
      stricter: "lower",
    }),
  }),
  judge({ step, approvals }, params) {
    const graduation = graduationOf(step);
    const panel = params.panels.find((each) => each["from-level"] === graduation?.from);
    if (graduation === undefined || panel === undefined) {
      return notApplicable("no level is raised here that has a panel");
    }
    const { from, to } = graduation;
    const objections = approvals.given.filter(
      ({ state, roles, admin }) => state === "changes-requested" && (roles.length > 0 || admin),
    );
    if (objections.length > 0) {
      return fail(
        `changes are requested by ${objections.map(({ login, saw }) => `${login} (at ${saw.commit.slice(0, 7)})`).join(", ")}`,
      );
    }
    const doubt = independenceDoubt(approvals);
    if (doubt !== undefined) return doubt;
    const [only, ...more] = panel.roles;
    const alone =
      from <= params["own-panel-until"] &&
      more.length === 0 &&
      only !== undefined &&
      isOwnPanel(only, approvals);
    const { author, requestedBy } = approvals;
    const promoter = alone && requestedBy === author ? author : undefined;
    const { roles } = panel;
    const seats = fillSeats(
      { roles, from, to, vouchedBy: params["vouched-by"] },
      approvals,
      promoter,
    );
    const open = seats.filter((seat) => seat.holder === undefined);
    const name = stepName(from, to);
    const verdict =
      open.length === 0
        ? pass(
            `the panel for ${name} has approved: ${seats.map(seatText).join(", ")}${plainText(from, approvals.explicitFrom)}`,
          )
        : alone
          ? pending("author", `${author} is the whole panel (${only}): \`/mltrl promote\` approves`)
          : pending(
              "reviewers",
              `${seats.length - open.length} of ${seats.length} seats for ${name} are filled; open: ${open.map(seatText).join(", ")}`,
            );
    return { ...verdict, seats };
  },
});

/** Says so where approvals need not say what they sign though MLTRL's default asks for it. */
function plainText(from: number, explicitFrom: number): string {
  return from >= DEFAULT_EXPLICIT_FROM && from < explicitFrom
    ? "; approvals do not say what they sign, which asks for less than MLTRL's default"
    : "";
}

function seatText({ role, holder, vouched, candidates }: Seat): string {
  if (holder !== undefined) {
    return `${role} (${holder}${vouched ? `, on paper, vouched for by ${vouched.by}` : ""})`;
  }
  return candidates.length > 0
    ? `${role} (${candidates.join(" or ")})`
    : `${role} (nobody can fill it)`;
}

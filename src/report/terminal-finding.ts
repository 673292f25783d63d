import { type Place, placeText } from "../core/model/place.ts";
import { type Evidence, isHeldBack, type Seat } from "../core/model/finding.ts";
import type { Rule } from "../core/model/rule.ts";
import { tierName } from "../core/model/trust.ts";
import type { AlreadySaid } from "./by-rule.ts";
import { count } from "./count.ts";
import { plain } from "./escape.ts";
import { remedyOf } from "./remedy.ts";
import { nobodyCan } from "./seats.ts";
import { type ComponentFinding, isUnmet, turnOf } from "./standing.ts";
import type { Style } from "./style.ts";
import { wrap } from "./wrap.ts";

/** Places shown of one finding. */
export const MOST_PLACES = 6;

/** One finding: the rule, what is wrong, where, and how to mend it. */
export function findingLines(
  finding: ComponentFinding,
  rules: ReadonlyMap<string, Rule>,
  style: Style,
): string[] {
  const remedy =
    isUnmet(finding) || isHeldBack(finding) ? remedyOf(finding, finding.component, rules) : [];
  return [
    headLine(finding, finding.rule, style),
    ...detailLines(finding, style),
    ...remedy.flatMap((step) => wrap(step, "    → ")),
  ];
}

/** How a finding came out, by the name of its rule or of its component. */
export function headLine(
  finding: ComponentFinding,
  name: string,
  style: Style,
  said: AlreadySaid = {},
): string {
  const { mark, paint } = markOf(finding);
  const remarks = remarksOf(finding, said);
  const head = `  ${style[paint](mark)} ${style.bold(plain(name))}`;
  return remarks.length === 0 ? head : `${head}  ${style.dim(`(${remarks.join("; ")})`)}`;
}

/** What is wrong, unless that is said already, where, and whose seats are open. */
export function detailLines(
  finding: ComponentFinding,
  style: Style,
  said: AlreadySaid = {},
): string[] {
  return [
    ...(said.reason === true ? [] : wrap(plain(finding.reason), "    ")),
    ...placeLines(finding.evidence).map((line) => style.dim(line)),
    ...(finding.seats ?? []).flatMap((seat) => seatLines(seat)),
  ];
}

function markOf(finding: ComponentFinding): { mark: string; paint: "good" | "bad" | "waiting" } {
  const soft = finding.severity === "advisory" || finding.grace !== undefined;
  if (soft && isUnmet(finding)) return { mark: "!", paint: "waiting" };
  if (isUnmet(finding)) return { mark: "✗", paint: "bad" };
  if (finding.outcome === "pending") return { mark: "…", paint: "waiting" };
  return finding.outcome === "waived"
    ? { mark: "~", paint: "waiting" }
    : { mark: "✓", paint: "good" };
}

const TURNS = {
  author: "",
  ci: "CI's turn",
  reviewers: "the reviewers' turn",
  elsewhere: "settled elsewhere",
} as const;

function remarksOf(finding: ComponentFinding, said: AlreadySaid): string[] {
  const { outcome, severity, since, standIn, grace, comparedWithDefault, trust } = finding;
  const open = isUnmet(finding) || outcome === "pending";
  return [
    severity === "advisory" && open ? "advice" : "",
    outcome === "waived" ? "waived" : "",
    standIn?.endsSoon === true ? "ends soon" : "",
    outcome === "not-applicable" ? "does not apply" : "",
    open ? TURNS[turnOf(finding)] : "",
    since === "existing" && open && grace === undefined ? "stood on the base branch already" : "",
    plain(grace ?? "").replace(/\.$/, ""),
    since === "mended" ? "mended here" : "",
    trust === undefined || trust.tier === 0 ? "" : `reports of tier ${tierName(trust.tier)}`,
    said.compared === true ? "" : plain(comparedWithDefault ?? ""),
  ].filter((remark) => remark !== "");
}

/** Where something was seen, one place a line. */
export function placeLines(evidence: readonly Evidence[]): string[] {
  const shown = evidence
    .slice(0, MOST_PLACES)
    .flatMap((each) => wrap(`${plain(placeOf(each))}  ${plain(each.seen, 200)}`, "    "));
  const left = evidence.length - MOST_PLACES;
  return left > 0 ? [...shown, `    and ${count(left, "more place")}`] : shown;
}

function placeOf(place: Place): string {
  if (place.run !== undefined) return `${placeText(place)} of ${place.run}`;
  const at = place.commit === undefined ? "" : ` at ${place.commit.slice(0, 7)}`;
  return `${placeText(place)}${at}`;
}

function seatLines({ role, holder, vouched, candidates, lapsed }: Seat): string[] {
  const who =
    holder === undefined
      ? candidates.length === 0
        ? nobodyCan(role)
        : `open to ${candidates.join(" or ")}`
      : `held by ${holder}${vouched ? `, on paper, vouched for by ${vouched.by}` : ""}`;
  return [
    ...wrap(plain(who), `    ${plain(role)}: `),
    ...lapsed.flatMap(({ login, because }) => wrap(plain(`${login} ${because}`), "      lapsed: ")),
  ];
}

import { placeText } from "../core/model/place.ts";
import type { Seat } from "../core/model/finding.ts";
import type { Rule } from "../core/model/rule.ts";
import { count } from "./count.ts";
import { plain } from "./escape.ts";
import { remedyOf } from "./remedy.ts";
import { nobodyCan } from "./seats.ts";
import { type ComponentFinding, isUnmet, turnOf } from "./standing.ts";
import type { Style } from "./style.ts";
import { wrap } from "./wrap.ts";

/** Places shown of one finding. */
const MOST_PLACES = 6;

/** One finding: the rule, what is wrong, where, and how to mend it. */
export function findingLines(
  finding: ComponentFinding,
  rules: ReadonlyMap<string, Rule>,
  style: Style,
): string[] {
  const { mark, paint } = markOf(finding);
  const remarks = remarksOf(finding);
  const head = `  ${style[paint](mark)} ${style.bold(plain(finding.rule))}`;
  const remedy = isUnmet(finding) ? remedyOf(finding, finding.component, rules) : [];
  return [
    remarks.length === 0 ? head : `${head}  ${style.dim(`(${remarks.join("; ")})`)}`,
    ...wrap(plain(finding.reason), "    "),
    ...places(finding).map((line) => style.dim(line)),
    ...(finding.seats ?? []).flatMap((seat) => seatLines(seat)),
    ...remedy.flatMap((step) => wrap(step, "    → ")),
  ];
}

function markOf(finding: ComponentFinding): { mark: string; paint: "good" | "bad" | "waiting" } {
  if (finding.severity === "advisory" && isUnmet(finding)) return { mark: "!", paint: "waiting" };
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

function remarksOf(finding: ComponentFinding): string[] {
  const { outcome, severity, since, comparedWithDefault } = finding;
  const open = isUnmet(finding) || outcome === "pending";
  return [
    severity === "advisory" && open ? "advice" : "",
    outcome === "waived" ? "waived" : "",
    outcome === "not-applicable" ? "does not apply" : "",
    open ? TURNS[turnOf(finding)] : "",
    since === "existing" && open ? "stood on the base branch already" : "",
    since === "mended" ? "mended here" : "",
    plain(comparedWithDefault ?? ""),
  ].filter((remark) => remark !== "");
}

function places({ evidence }: ComponentFinding): string[] {
  const shown = evidence
    .slice(0, MOST_PLACES)
    .flatMap((each) => wrap(`${plain(placeText(each))}  ${plain(each.seen, 200)}`, "    "));
  const left = evidence.length - MOST_PLACES;
  return left > 0 ? [...shown, `    and ${count(left, "more place")}`] : shown;
}

function seatLines({ role, holder, candidates, lapsed }: Seat): string[] {
  const who =
    holder === undefined
      ? candidates.length === 0
        ? nobodyCan(role)
        : `open to ${candidates.join(" or ")}`
      : `held by ${holder}`;
  return [
    ...wrap(plain(who), `    ${plain(role)}: `),
    ...lapsed.flatMap(({ login, because }) => wrap(plain(`${login} ${because}`), "      lapsed: ")),
  ];
}

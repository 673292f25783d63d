import { type AlreadySaid, ANY_COMPONENT, byRule, type RuleFindings } from "./by-rule.ts";
import { count } from "./count.ts";
import { plain } from "./escape.ts";
import { remedyOfMany } from "./remedy.ts";
import { sentence } from "./sentence.ts";
import { byWayToGreen, type ComponentFinding, isUnmet, type Standing } from "./standing.ts";
import { stepText } from "./step-name.ts";
import type { Style } from "./style.ts";
import { switchedOffText } from "./switched-off.ts";
import { NEWS, newsOf, type Showing, type StandingComponent } from "./terminal-components.ts";
import { detailLines, headLine } from "./terminal-finding.ts";
import { wrap } from "./wrap.ts";

/**
 * Rule by rule, where many components have the same to mend; undefined where each is told by itself, as
 * it is to whoever asks for everything.
 */
export function ruleBlocks(
  components: readonly StandingComponent[],
  showing: Showing,
): string[][] | undefined {
  const news = NEWS.flatMap((sort) =>
    components
      .flatMap(({ standing }) => standing[sort])
      .toSorted((a, b) => byWayToGreen(a, b, showing.rules)),
  );
  const groups = showing.all === true ? undefined : byRule(news);
  return groups && [...groups.map((group) => ruleLines(group, showing)), held(components, showing)];
}

/** What must hold and how to mend it once, then each component. */
function ruleLines(
  { rule, findings, components, reason, compared }: RuleFindings,
  { rules, style }: Showing,
): string[] {
  const claim = rules.get(rule)?.claim ?? "";
  const remedy = remedyOfMany(findings.filter(isUnmet), ANY_COMPONENT, rules);
  return [
    `${style.bold(plain(rule))}  ${count(components, "component")}`,
    ...(claim === "" ? [] : wrap(plain(sentence(claim)), "  ")),
    ...(compared === undefined ? [] : wrap(plain(sentence(compared)), "  this policy: ")),
    ...remedy.flatMap((step) => wrap(step, "  → ")),
    ...(reason === undefined ? [] : wrap(plain(reason), "  all of them: ")),
    ...componentLines(findings, style, {
      reason: reason !== undefined,
      compared: compared !== undefined,
    }),
  ];
}

/** Each component with what is its own; those of which nothing is left to say stand side by side. */
function componentLines(
  findings: readonly ComponentFinding[],
  style: Style,
  said: AlreadySaid,
): string[] {
  const told = findings.map((finding) => ({ finding, lines: detailLines(finding, style, said) }));
  const alike = Map.groupBy(
    findings.filter((_, index) => told[index]?.lines.length === 0),
    (finding) => headLine(finding, "", style, said),
  );
  return [
    ...told
      .filter(({ lines }) => lines.length > 0)
      .flatMap(({ finding, lines }) => [
        headLine(finding, finding.component, style, said),
        ...lines,
      ]),
    ...[...alike.values()].flatMap((each) => namesLines(each, style, said)),
  ];
}

function namesLines(
  findings: readonly ComponentFinding[],
  style: Style,
  said: AlreadySaid,
): string[] {
  const [first] = findings;
  if (first === undefined) return [];
  if (findings.length === 1) return [headLine(first, first.component, style, said)];
  const names = findings.map(({ component }) => plain(component)).join(", ");
  return [
    headLine(first, count(findings.length, "component"), style, said),
    ...wrap(names, "    "),
  ];
}

/** How much holds, what is mended here, and the components of which there is nothing else to say. */
function held(components: readonly StandingComponent[], { style }: Showing): string[] {
  const standings = components.map(({ standing }) => standing);
  const holds = numberOf(standings, "holds");
  const none = numberOf(standings, "notApplicable");
  const counts = [
    ...(holds === 0 ? [] : [count(holds, "finding holds", "findings hold")]),
    ...(none === 0 ? [] : [`${none} ${none === 1 ? "does" : "do"} not apply`]),
  ];
  const mended = Map.groupBy(
    standings.flatMap(({ holds }) => holds).filter(({ since }) => since === "mended"),
    ({ rule }) => rule,
  );
  const names = [...mended].map(
    ([rule, findings]) => `${plain(rule)} (${count(findings.length, "component")})`,
  );
  return [
    ...components
      .filter(({ standing }) => newsOf(standing).length === 0)
      .map(({ component }) => `${style.good("✓")} ${plain(component.id)}  ${stepText(component)}`),
    ...(counts.length === 0 ? [] : [style.dim(counts.join(", "))]),
    ...(names.length === 0 ? [] : wrap(`mended here: ${names.join(", ")}`, "")).map(style.dim),
    ...switchedOffText(standings.flatMap(({ off }) => off))
      .flatMap((text) => wrap(text, ""))
      .map(style.dim),
  ];
}

function numberOf(standings: readonly Standing[], sort: "holds" | "notApplicable"): number {
  return standings.reduce((sum, standing) => sum + standing[sort].length, 0);
}

import { type Finding, isHeldBack } from "../core/model/finding.ts";
import type { Rule } from "../core/model/rule.ts";
import { DELIVER_IT, stampIt } from "./hand-in.ts";

/** Findings that no rule of the catalogue stands behind. */
const WITHOUT_A_RULE: ReadonlyMap<string, readonly string[]> = new Map([
  [
    "minimum-level",
    [
      "Raise {component} to the level asked for first: `/mltrl promote {component}` in a pull request to the default branch",
      "Or leave {component} out of this branch until it is there",
    ],
  ],
  [
    "deployed-version",
    ["Mend the entry under `deployed` on `.mltrl/cards/{component}.md`, or the tag that it names"],
  ],
  [
    "components-declared",
    ["Declare what is covered: `mltrl init` writes `.mltrl/config.yml`, also on this branch"],
  ],
  [
    "policy-owners",
    [
      "Ask somebody who owns the policy, or leave it as it is; what it only asks more of needs nobody",
    ],
  ],
  [
    "waivers-granted",
    [
      "Ask somebody who holds the role and did not ask for the waiver to approve, or take the entry out of `.mltrl/waivers.yml`",
    ],
  ],
  [
    "hotfix-review",
    [
      "Let the panel of {component} review what the hotfix changed, and record it as `.mltrl/reviews/{component}/<date>-<N>-to-<M>.yml`",
      "Or name the day and the panel under `reviewed` in the hotfix's record",
    ],
  ],
]);

type Mended = Pick<Finding, "rule"> &
  Partial<Pick<Finding, "gate" | "outcome" | "absent" | "evidence" | "trust" | "mend">>;
type Rules = ReadonlyMap<
  string,
  Pick<Rule, "remedy"> & Partial<Pick<Rule, "mend" | "conditional" | "gate">>
>;

/**
 * How to mend a finding, one step an entry, with the component's name filled in. Who has a file that falls
 * short is not told to write one.
 */
export function remedyOf(finding: Mended, component: string, rules: Rules): readonly string[] {
  const unreadable = unreadableRecord(finding);
  if (unreadable !== undefined) {
    return [
      `Mend ${unreadable} as said above; \`mltrl validate\` names every problem of the files under .mltrl`,
    ];
  }
  const { outcome, trust } = finding;
  if (outcome !== undefined && isHeldBack({ outcome, ...(trust && { trust }) })) {
    return wayToTrust(finding, component);
  }
  const stale = staleReport(finding, component);
  if (stale !== undefined) return [stale];
  const rule = rules.get(finding.rule);
  const there = fallingShort(finding);
  const steps =
    (finding.mend === undefined ? undefined : broughtBy(finding.mend, rule?.remedy)) ??
    (there === undefined ? undefined : rule?.mend) ??
    rule?.remedy ??
    WITHOUT_A_RULE.get(finding.rule) ??
    [];
  const words: Readonly<Record<string, string>> = {
    component,
    path: there ?? "the file",
    "hand-in": isDelivered(finding) ? DELIVER_IT : stampIt(finding.gate ?? rule?.gate, component),
  };
  return [...steps, ...excuseOf(finding, rule?.conditional)].map((step) =>
    step.replaceAll(/\{(component|path|hand-in)\}/g, (_, name: string) => words[name] ?? ""),
  );
}

/** A report is brought as whoever looked for it says; what has to be done before that the rule knows. */
function broughtBy(mend: readonly string[], remedy: readonly string[] = []): readonly string[] {
  return remedy.some(handsIn) ? remedy.flatMap((step) => (handsIn(step) ? mend : [step])) : mend;
}

function handsIn(step: string): boolean {
  return step.includes("{hand-in}");
}

/** The ways on where only the origin of a report is in the way: to a better one, or past it. */
export function wayToTrust({ rule, trust }: Mended, component: string): readonly string[] {
  const accept = `\`/mltrl accept ${rule} ${component} --reason "..."\``;
  return [
    ...(trust?.mend === undefined ? [] : [trust.mend]),
    ...(trust?.accepts === undefined
      ? []
      : [`Or let \`${trust.accepts}\` accept it for this head: ${accept}`]),
  ];
}

/** The way out of a rule that does not apply: only where nothing is there that would break it. */
function excuseOf({ rule, absent }: Mended, conditional: Rule["conditional"]): string[] {
  return absent && conditional !== undefined
    ? [
        `Or declare it not applicable (${conditional}), on the card: \`not-applicable: {${rule}: <reason>}\``,
      ]
    : [];
}

/** The same of what one rule finds of several components: each step once, the most frequent first. */
export function remedyOfMany(
  findings: readonly (Mended & { readonly component: string })[],
  name: string,
  rules: Rules,
): readonly string[] {
  const steps = findings.flatMap((finding) => {
    const evidence = finding.evidence?.map((each) => ({
      ...each,
      path: renamed(each.path, finding.component, name),
    }));
    return remedyOf({ ...finding, ...(evidence && { evidence }) }, name, rules);
  });
  const times = Map.groupBy(steps, (step) => step);
  return [...times]
    .toSorted(([, one], [, other]) => other.length - one.length)
    .slice(0, MOST_STEPS)
    .map(([step]) => step);
}

/** Steps that are told of several components together. */
const MOST_STEPS = 4;

/** A path with another component's name where it has this one's. */
function renamed(path: string, component: string, name: string): string {
  return path
    .split("/")
    .map((part) => {
      const [stem = "", ...ending] = part.split(".");
      return stem === component ? [name, ...ending].join(".") : part;
    })
    .join("/");
}

/** A file of ours that cannot be read: before it can be, what the rule asks for is not the point. */
function unreadableRecord({ outcome, evidence = [] }: Mended): string | undefined {
  if (outcome !== "unknown") return undefined;
  return evidence.find(
    ({ path, line, seen }) => seen === "invalid" && line !== undefined && UNREADABLE.test(path),
  )?.path;
}

const UNREADABLE = /^\.mltrl\/(?:cards|requirements|reviews|decisions|switchbacks|hotfixes)\//;

/** A report that was right once: it is not to be written but to be made again. */
function staleReport(
  { gate, outcome, evidence = [] }: Mended,
  component: string,
): string | undefined {
  const path = outcome === "unknown" ? evidence.find(({ seen }) => seen === "stale")?.path : "";
  if (!path || path.startsWith(".mltrl/reviews/")) return undefined;
  if (path.startsWith(".mltrl/documents/"))
    return `Have it done again, and bring ${path} up to date`;
  const version = /@([^/]+)\.[^./]+$/.exec(path)?.[1];
  return `Make the report again from what is there now, where it is made, then ${stampIt(gate, component, version)}`;
}

/** Whether what is looked at is the report of a run, which stands at no commit. */
function isDelivered({ evidence: [first] = [] }: Mended): boolean {
  return first?.run !== undefined;
}

/** What is there and not as asked for: the file that it is about. */
function fallingShort({ outcome, evidence: [first] = [] }: Mended): string | undefined {
  if (outcome === "fail") return first?.path ?? "the file";
  return outcome === "unknown" && first?.seen === "invalid" ? first.path : undefined;
}

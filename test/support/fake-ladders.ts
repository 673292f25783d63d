import type { Catalogue, Rule } from "../../src/core/model/rule.ts";
import { catalogue as shipped } from "../../src/generated/catalogue.ts";
import { aCatalogue, aRule } from "./fake-engine.ts";

/** Three versions: `late` came with 1.2, `middle` with 1.1; `numbers` changed twice; `gone` went with 1.1. */
export function threeLadders(): Catalogue {
  const newest = aCatalogue(aRule(), numbers(90), aRule({ id: "middle" }), aRule({ id: "late" }));
  return {
    ...newest,
    ladder: "1.2",
    older: [
      {
        ladder: "1.0",
        absent: ["middle"],
        was: [numbers(70), aRule({ id: "gone" })],
        profiles: profile(["a-rule", "gone"]),
      },
      {
        ladder: "1.1",
        absent: ["late"],
        was: [numbers(80)],
        profiles: profile(["a-rule", "numbers", "middle"]),
      },
    ],
  };
}

function numbers(lines: number): Rule {
  return aRule({ id: "numbers", params: { lines } });
}

function profile(rules: readonly string[]): Catalogue["profiles"] {
  return [{ name: "all", description: "", rules }];
}

/** What a version after the one that ships might bring: other numbers, another severity, rules that come and go. */
export function nextLadder(): Catalogue {
  const gone = "semver-dataset";
  const changed: ReadonlyMap<string, Partial<Rule>> = new Map<string, Partial<Rule>>([
    ["card-ethics-stated", { params: { row: "ethics", "minimum-text": 200 }, claim: "The card says at length how ethics are looked after." }], // prettier-ignore
    ["card-prior-link", { severity: "blocking" }],
    ["card-touched-on-change", { severity: "blocking" }],
  ]);
  const was = shipped.rules.filter(({ id }) => id === gone || changed.has(id));
  const rules = shipped.rules
    .filter(({ id }) => id !== gone)
    .map((rule): Rule => ({ ...rule, ...changed.get(rule.id) }));
  const plan = rules
    .filter(({ id }) => id === "research-plan-present")
    .map((rule): Rule => ({ ...rule, id: "plan-kept", claim: "The plan is kept." }));
  return {
    ...shipped,
    ladder: "1.1",
    rules: [...rules, ...plan],
    profiles: shipped.profiles.map((profile) => ({
      ...profile,
      rules: [...profile.rules.filter((id) => id !== gone), "plan-kept"],
    })),
    older: [{ ladder: "1.0", absent: ["plan-kept"], was, profiles: shipped.profiles }],
  };
}

/** The shipped rules in other words, and one more. */
export function rewordedLadder(): Catalogue {
  const late = shipped.rules
    .filter(({ id }) => id === "semver-model")
    .map((rule) => reworded({ ...rule, id: "late" }));
  return {
    ...shipped,
    ladder: "1.1",
    rules: [...shipped.rules.map(reworded), ...late],
    older: [{ ladder: "1.0", absent: ["late"], was: shipped.rules, profiles: shipped.profiles }],
  };
}

/** The catalogue with a newer version: some rules of another severity, some taken out, some that are new. */
export function withNewerLadder(
  catalogue: Catalogue,
  { turned, gone, added }: Readonly<Record<"turned" | "gone" | "added", readonly string[]>>,
): Catalogue {
  const { ladder, rules, profiles } = catalogue;
  const changed = rules
    .filter(({ id }) => !gone.includes(id))
    .map((rule) => (turned.includes(rule.id) ? turn(rule) : rule));
  const extra = rules
    .filter(({ id }) => added.includes(id))
    .map((rule): Rule => ({ ...rule, id: `new-${rule.id}`, gate: "every", severity: "blocking" }));
  const now = [...changed, ...extra];
  return {
    ...catalogue,
    ladder: "1.1",
    rules: now,
    profiles: profiles.map((each) => ({ ...each, rules: now.map(({ id }) => id) })),
    older: [
      {
        ladder,
        absent: extra.map(({ id }) => id),
        was: rules.filter(({ id }) => turned.includes(id) || gone.includes(id)),
        profiles,
      },
    ],
  };
}

function turn(rule: Rule): Rule {
  return { ...rule, severity: rule.severity === "blocking" ? "advisory" : "blocking" };
}

function reworded(rule: Rule): Rule {
  const { claim, why } = rule;
  const words = { claim: `NEWER: ${claim}`, why: `NEWER: ${why}`, remedy: ["NEWER"] };
  return { ...rule, ...words, mend: ["NEWER"] };
}

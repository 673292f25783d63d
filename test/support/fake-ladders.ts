import type { Catalogue, Rule } from "../../src/core/model/rule.ts";
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

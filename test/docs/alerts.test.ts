import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "@jest/globals";
import { load } from "js-yaml";
import { createMetrics } from "../../src/telemetry/metrics.ts";

const DOCS = join(import.meta.dirname, "..", "..", "docs");
const PAGE = readFileSync(join(DOCS, "operations.md"), "utf8");

interface Rule {
  readonly alert: string;
  readonly expr: string;
  readonly for?: string;
  readonly labels: { readonly severity: string };
  readonly annotations: { readonly summary: string };
}

const { groups } = load(readFileSync(join(DOCS, "alerts.yml"), "utf8")) as {
  readonly groups: readonly { readonly name: string; readonly rules: readonly Rule[] }[];
};
const RULES = groups.flatMap(({ rules }) => rules);

const QUEUE = { queue: "gates", due: 1, later: 0, active: 0, dead: 0, age: 1 };

/** Every metric that the App shows, with its labels. */
async function shown(): Promise<ReadonlyMap<string, readonly string[]>> {
  const metrics = createMetrics({
    version: "1",
    readiness: () => Promise.resolve({ conditions: { store: true }, queues: [QUEUE] }),
    hours: () => [{ resource: "core", limit: 5000, remaining: 1 }],
  });
  const { telemetry } = metrics;
  telemetry.received(202);
  telemetry.worked("gates", "done", 1);
  telemetry.waits("gates", 1);
  telemetry.heldUp("content", "pace");
  telemetry.took("read", 1);
  telemetry.judged("success");
  telemetry.answered(1);
  telemetry.requested({ bucket: "app", class: "app", status: 200, seconds: 1 });
  telemetry.lookedUp("blobs", true);
  const text = await metrics.text();
  const names = [...text.matchAll(/^# TYPE (\S+) /gm)].map(([, name = ""]) => name);
  return new Map(
    names.map((name) => {
      const line = new RegExp(`^${name}(?:_bucket|_sum|_count)?\\{(.*)\\} `, "m").exec(text);
      return [name, [...(line?.[1] ?? "").matchAll(/(\w+)=/g)].map(([, label = ""]) => label)];
    }),
  );
}

test.each(RULES.map((rule) => [rule.alert, rule] as const))(
  "%s speaks of numbers that are shown, and is explained",
  async (alert, { expr, labels, annotations }) => {
    const known = await shown();
    const spoken = [...expr.matchAll(/\b((?:mltrl|process|nodejs)_\w+)(?:\{([^}]*)\})?/g)];
    expect(spoken.length).toBeGreaterThan(0);
    for (const [, name = "", selector = ""] of spoken) {
      const metric = [name, name.replace(/_(bucket|sum|count)$/, "")].find((each) => known.has(each)); // prettier-ignore
      expect([alert, name, metric]).toEqual([alert, name, expect.any(String)]);
      const asked = [...selector.matchAll(/(\w+)(?:=~|!=|=)/g)].map(([, label = ""]) => label);
      const allowed = ["job", ...(known.get(metric ?? "") ?? [])];
      expect(allowed).toEqual(expect.arrayContaining(asked));
    }
    expect(["page", "ticket"]).toContain(labels.severity);
    expect(annotations.summary).toMatch(/\.$/);
    expect(PAGE).toContain(`\n### ${alert}\n`);
  },
);

test("every explanation has its alert, and every metric its line", async () => {
  const explained = [...PAGE.matchAll(/^### (Mltrl\w+)$/gm)].map(([, name]) => name);
  expect(new Set(explained)).toEqual(new Set(RULES.map(({ alert }) => alert)));
  const own = [...(await shown()).keys()].filter((name) => name.startsWith("mltrl_"));
  for (const name of own) expect(PAGE).toContain(`\`${name}\``);
});

import * as z from "zod";
import { type Fact, known, unavailable } from "../../src/core/model/fact.ts";
import type { Level } from "../../src/core/model/level.ts";
import type { Records } from "../../src/core/model/records.ts";

const level = z
  .int()
  .min(0)
  .max(9)
  .transform((value) => value as Level);
const unreadable = z.strictObject({ unavailable: z.string() });
const component = z.string().default("detector");
const date = z.string().default("2026-03-01");
const names = z.array(z.string());

const review = z
  .strictObject({
    component,
    date,
    from: level.default(2),
    to: level.default(3),
    decision: z
      .enum(["graduate", "revise", "switchback", "pause", "transfer", "go", "no-go"])
      .default("graduate"),
    reviewers: names.default(["alice"]),
    criteria: names.default(["claims hold on the benchmark"]),
    openTasks: names.default([]),
  })
  .transform((each) => ({
    ...each,
    place: {
      path: `.mltrl/reviews/${each.component}/${each.date}-${each.from}-to-${each.to}.yml`,
    },
  }));

const decision = z
  .strictObject({
    component,
    date,
    level: level.default(2),
    decision: z.string().default("prototype"),
    reason: z.string().default("the benchmark shows a clear gain"),
    by: names.default(["alice"]),
  })
  .transform((each) => ({
    ...each,
    place: { path: `.mltrl/decisions/${each.component}/${each.date}-${each.level}.yml` },
  }));

const switchback = z
  .strictObject({
    component,
    date,
    from: level.default(5),
    to: level.default(3),
    type: z.enum(["discovery", "review", "embedded"]).default("discovery"),
    reason: z.string().default("the scanner's new firmware shifts intensities"),
    reviewers: names.default(["alice"]),
  })
  .transform((each) => ({
    ...each,
    place: {
      path: `.mltrl/switchbacks/${each.component}/${each.date}-${each.from}-to-${each.to}.yml`,
    },
  }));

const recordsDescription = z.strictObject({
  reviews: z.array(z.union([unreadable, review])).default([]),
  decisions: z.array(z.union([unreadable, decision])).default([]),
  switchbacks: z.array(z.union([unreadable, switchback])).default([]),
});

export type RecordsDescription = z.input<typeof recordsDescription>;

/** The records of a component; one described as `unavailable: <path>` cannot be read. */
export function someRecords(description: RecordsDescription = {}): Records {
  const { reviews, decisions, switchbacks } = recordsDescription.parse(description);
  return {
    reviews: reviews.map(factOf),
    decisions: decisions.map(factOf),
    switchbacks: switchbacks.map(factOf),
  };
}

function factOf<T extends object>(described: T | z.output<typeof unreadable>): Fact<T> {
  return "unavailable" in described
    ? unavailable("invalid", `${described.unavailable} cannot be read`, {
        path: described.unavailable,
      })
    : known(described);
}

import * as z from "zod";
import { CHANGE_KINDS } from "../../core/model/change-kind.ts";
import { type Fact, known, unavailable } from "../../core/model/fact.ts";
import type { Level } from "../../core/model/level.ts";
import type { Records } from "../../core/model/records.ts";

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
    content: z.string().optional(),
  })
  .transform(({ content, ...each }) => ({
    ...each,
    ...(content !== undefined && { content }),
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
    resources: names.optional(),
    window: z.strictObject({ from: z.string(), to: z.string() }).optional(),
    signedBy: names.optional(),
  })
  .transform(({ resources, window, signedBy, ...each }) => ({
    ...each,
    ...(resources !== undefined && { resources }),
    ...(window !== undefined && { window }),
    ...(signedBy !== undefined && { signedBy }),
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
    change: z.enum(CHANGE_KINDS).optional(),
  })
  .transform(({ change, ...each }) => ({
    ...each,
    ...(change !== undefined && { change }),
    place: {
      path: `.mltrl/switchbacks/${each.component}/${each.date}-${each.from}-to-${each.to}.yml`,
    },
  }));

const hotfix = z
  .strictObject({
    component,
    date,
    incident: z.string().default("recall fell at one clinic after an update of its scanner"),
    by: z.string().default("carol"),
    approvedBy: z.string().default("alice"),
    until: z.string().default("2026-03-05"),
    reviewed: z.strictObject({ date: z.string(), by: names }).optional(),
  })
  .transform(({ reviewed, ...each }) => ({
    ...each,
    ...(reviewed !== undefined && { reviewed }),
    place: { path: `.mltrl/hotfixes/${each.component}/${each.date}.yml` },
  }));

const recordsDescription = z.strictObject({
  reviews: z.array(z.union([unreadable, review])).default([]),
  decisions: z.array(z.union([unreadable, decision])).default([]),
  switchbacks: z.array(z.union([unreadable, switchback])).default([]),
  hotfixes: z.array(z.union([unreadable, hotfix])).default([]),
});

export type RecordsDescription = z.input<typeof recordsDescription>;

/** The records of a component; one described as `unavailable: <path>` cannot be read. */
export function someRecords(description: RecordsDescription = {}): Records {
  const { reviews, decisions, switchbacks, hotfixes } = recordsDescription.parse(description);
  return {
    reviews: reviews.map(factOf),
    decisions: decisions.map(factOf),
    switchbacks: switchbacks.map(factOf),
    hotfixes: hotfixes.map(factOf),
  };
}

function factOf<T extends object>(described: T | z.output<typeof unreadable>): Fact<T> {
  return "unavailable" in described
    ? unavailable("invalid", `${described.unavailable} cannot be read`, {
        path: described.unavailable,
      })
    : known(described);
}

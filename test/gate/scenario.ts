import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join, relative } from "node:path";
import { load } from "js-yaml";
import * as z from "zod";
import { known } from "../../src/core/model/fact.ts";
import type { Review } from "../../src/core/model/change.ts";
import { factsSchema } from "../../src/main/cli/facts-schema.ts";
import { suppliedCi } from "../../src/main/cli/supplied-ci.ts";
import { BASE, type FakeChange, fakeChange, HEAD } from "../support/fake-change.ts";
import { ENGINE } from "../support/fake-engine.ts";
import { nextLadder } from "../support/fake-ladders.ts";
import type { Engine } from "../../src/use-cases/engine.ts";
import type { FakeTree } from "../support/fake-repository.ts";

/** What a folder does not say: words put in place of others, and files that go. */
export const overlay = z.strictObject({
  edit: z.record(z.string(), z.record(z.string(), z.string())).default({}),
  remove: z.array(z.string()).default([]),
  /** Old path to new. */
  rename: z.record(z.string(), z.string()).default({}),
  copy: z.record(z.string(), z.string()).default({}),
  /** Edits after all that. */
  afterwards: z.record(z.string(), z.record(z.string(), z.string())).default({}),
});

const login = z.string();

const scenario = z.strictObject({
  about: z.string(),
  "base-ref": z.string().default("main"),
  author: login.default("ml-engineer"),
  /** Who else wrote commits. */
  "committed-by": z.array(login).default([]),
  /** Of the default branch, where the pull request goes to another one. */
  default: overlay.optional(),
  base: overlay.prefault({}),
  head: overlay.prefault({}),
  /** What base has gained since the head left it. */
  since: overlay.optional(),
  /** The base branch as it stood two weeks ago; without it, as it stands now. */
  before: z.union([overlay, z.literal("none")]).optional(),
  reviews: z
    .array(
      z.strictObject({
        by: login,
        bot: z.boolean().default(false),
        state: z.enum(["approved", "changes-requested", "dismissed"]).default("approved"),
        on: z.enum(["base", "earlier", "head"]).default("head"),
        body: z.string().default(""),
        edited: z.boolean().default(false),
      }),
    )
    .default([]),
  comments: z
    .array(z.strictObject({ by: login, body: z.string(), edited: z.boolean().default(false) }))
    .default([]),
  /** The head that reviews on `earlier` saw. */
  earlier: overlay.prefault({}),
  tags: z.array(z.string()).default(["v1.0.0", "nodule-net@v1.0.0", "chest-scans@v1.0.0"]),
  checks: z.record(z.string(), z.string()).default({}),
  /** The program knows a version of the rule set after the one that the policy pins. */
  "newer-ladder": z.boolean().default(false),
  "required-checks": z.array(z.string()).default([]),
  /** What CI ran and delivered, as a file of facts says it. */
  "workflow-runs": factsSchema.shape["workflow-runs"],
});

const HERE = import.meta.dirname;
/** The head that a scenario calls `earlier`. */
export const EARLIER = "0ea5".padEnd(40, "0");

/** Who there is in every scenario. */
export const SCENARIO_PEOPLE = {
  teams: { "acme/product": ["product-manager"] },
  permissions: { "platform-admin": "admin", "ml-engineer": "write" },
} as const;

/** The names of all scenarios. */
export function scenarioNames(): string[] {
  return readdirSync(HERE).filter((name) => existsSync(join(HERE, name, "change.yml")));
}

/** The program that judges a scenario. */
export function engineOf(name: string): Engine {
  return describedIn(name)["newer-ladder"] ? { ...ENGINE, catalogue: nextLadder() } : ENGINE;
}

function describedIn(name: string): z.output<typeof scenario> {
  return scenario.parse(load(readFileSync(join(HERE, name, "change.yml"), "utf8")));
}

/** The trees that a scenario's folder describes. */
export interface ScenarioTrees {
  /** Where the head left its base branch. */
  readonly left: FakeTree;
  /** The tip of the base branch, if it has moved on since. */
  readonly since?: FakeTree;
  /** The default branch, if that is not the base branch. */
  readonly defaultBranch?: FakeTree;
  /** The base branch two weeks ago; without it, as it stands now. */
  readonly before?: FakeTree | "none";
  /** A head before this one. */
  readonly earlier: FakeTree;
  readonly head: FakeTree;
}

export function treesOf(name: string): ScenarioTrees {
  const described = describedIn(name);
  const shared = filesBelow(join(HERE, "repository"));
  const left = applied({ ...shared, ...filesBelow(join(HERE, name, "base")) }, described.base);
  const head = applied({ ...left, ...filesBelow(join(HERE, name, "head")) }, described.head);
  return {
    left,
    head,
    earlier: applied(head, described.earlier),
    ...(described.since && { since: applied(left, described.since) }),
    ...(described.default && {
      defaultBranch: applied(
        { ...left, ...filesBelow(join(HERE, name, "default")) },
        described.default,
      ),
    }),
    ...(described.before && {
      before: described.before === "none" ? "none" : applied(left, described.before),
    }),
  };
}

/** The pull request that a scenario's folder describes. */
export function readScenario(name: string): FakeChange {
  const described = describedIn(name);
  const { left, since, earlier, ...trees } = treesOf(name);
  const fake = fakeChange({
    ...trees,
    base: since ?? left,
    ...(since && { mergeBase: left }),
    revisions: { [EARLIER]: earlier },
    tags: described.tags.map((tag) => ({ name: tag, commit: BASE, annotated: true })),
    people: SCENARIO_PEOPLE,
    reviews: described.reviews.map(({ by, bot, state, on, body, edited }, i): Review => ({
      author: { login: by, bot },
      state,
      commit: { base: BASE, earlier: EARLIER, head: HEAD }[on],
      body,
      edited,
      submittedAt: `2026-06-01T10:0${i}:00Z`,
    })),
    comments: described.comments.map(({ by, body, edited }, i) => ({
      id: i + 1,
      author: { login: by, bot: false },
      body,
      edited,
      own: false,
    })),
    change: {
      baseRef: described["base-ref"],
      author: { login: described.author, bot: false },
      contributors: known({
        logins: [described.author, ...described["committed-by"]],
        unlinked: [],
      }),
      checkRuns: known(
        Object.entries(described.checks).map(([check, conclusion], i) => ({
          id: i + 1,
          name: check,
          app: { id: 15368, slug: "github-actions" },
          own: false,
          ...(conclusion === "running"
            ? { status: "in_progress" as const }
            : { status: "completed" as const, conclusion }),
        })),
      ),
      requiredChecks: known(described["required-checks"].map((check) => ({ name: check }))),
    },
  });
  return { ...fake, ci: suppliedCi(described["workflow-runs"] ?? [], fake.source) };
}

/** What CI ran and delivered in a scenario. */
export function runsIn(name: string): z.output<typeof scenario>["workflow-runs"] {
  return describedIn(name)["workflow-runs"];
}

/** The files with what an overlay says of them. */
export function applied(
  files: FakeTree,
  { edit, remove, rename, copy, afterwards }: z.output<typeof overlay>,
): FakeTree {
  const changed: Record<string, FakeTree[string]> = { ...files };
  replaceWords(changed, edit);
  for (const [from, to] of Object.entries({ ...copy, ...rename })) {
    changed[to] = changed[from] ?? "";
  }
  for (const path of [...remove, ...Object.keys(rename)]) {
    if (!Object.hasOwn(changed, path)) throw new Error(`there is no ${path} to remove`);
    Reflect.deleteProperty(changed, path);
  }
  replaceWords(changed, afterwards);
  return changed;
}

function replaceWords(
  changed: Record<string, FakeTree[string]>,
  edit: z.output<typeof overlay>["edit"],
): void {
  for (const [path, words] of Object.entries(edit)) {
    let text = changed[path];
    if (typeof text !== "string") throw new Error(`there is no ${path} to edit`);
    for (const [from, to] of Object.entries(words)) {
      if (!text.includes(from)) throw new Error(`${path} does not say "${from}"`);
      text = text.replace(from, () => to);
    }
    changed[path] = text;
  }
}

/** Texts by path below a folder. */
export function filesBelow(folder: string): FakeTree {
  if (!existsSync(folder)) return {};
  const files = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));
  return Object.fromEntries(
    files
      .toSorted()
      .map((path) => [relative(folder, path).replaceAll("\\", "/"), readFileSync(path, "utf8")]),
  );
}

import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { load } from "js-yaml";
import * as z from "zod";
import { applied, filesBelow, overlay } from "../gate/scenario.ts";
import type { FakeTree } from "../support/fake-repository.ts";

/** Where the examples stand. */
const EXAMPLES = join(import.meta.dirname, "../../examples");

const login = z.string();
const component = z.string();

/** `example.yml`: what all pull requests of an example share. */
const example = z.strictObject({
  /** Logins by team. */
  teams: z.record(z.string(), z.array(login)).default({}),
  admins: z.array(login).default([]),
  /** What CI reports on every head, unless a step says otherwise: check to conclusion. */
  checks: z.record(z.string(), z.string()).default({}),
  /** Files of steps that are never committed: the run of the workflow on a head delivers them. */
  delivers: z.strictObject({ workflow: z.string(), files: z.array(z.string()).min(1) }).optional(),
});

/** `pull-request.yml`; examples/README.md says what each key is for. */
const pullRequest = z.strictObject({
  title: z.string(),
  about: z.string(),
  at: z.string().regex(/^\d{4}-\d{2}-\d{2}$/, "must be a day"),
  author: login,
  "committed-by": z.array(login).default([]),
  base: z.string().default("main"),
  /** A branch whose state the head brings along, such as `main` into a release branch. */
  from: z.string().optional(),
  ...overlay.shape,
  /** Components whose evidence CI makes (it delivers some and stamps the rest), and whose deployed version's evidence a monitor stamps. */
  stamp: z.array(component).default([]),
  "stamp-deployed": z.record(component, z.string()).default({}),
  /** Component to who comments `/mltrl promote` on the pull request. */
  promote: z.record(component, login).default({}),
  reviews: z
    .array(
      z.strictObject({
        by: login,
        bot: z.boolean().default(false),
        state: z.enum(["approved", "changes-requested", "dismissed"]).default("approved"),
        /** The head it was given on; `earlier` is that of the step before, which was not merged. */
        on: z.enum(["earlier", "head"]).default("head"),
        /** Component to the role as which the review signs it. */
        signs: z.record(component, z.string()).default({}),
      }),
    )
    .default([]),
  checks: z.record(z.string(), z.string()).default({}),
  merge: z.boolean().default(true),
  /** Given up: the next step is another pull request, though this one was not merged. */
  closed: z.boolean().default(false),
  /** Made of the merged commit. */
  tags: z.array(z.string()).default([]),
  branches: z.array(z.string()).default([]),
});

/** A pull request of an example, or another push to one. */
export interface Step extends z.output<typeof pullRequest> {
  /** Name of the folder, such as `003-first-experiments`. */
  readonly name: string;
  readonly folder: string;
  /** The head that the step makes of what stood before. */
  readonly onto: (before: FakeTree) => FakeTree;
}

export interface Example extends z.output<typeof example> {
  readonly name: string;
  readonly steps: readonly Step[];
}

/** The names of all examples that have a history. */
export function exampleNames(): string[] {
  return readdirSync(EXAMPLES).filter((name) => existsSync(join(EXAMPLES, name, "history")));
}

/** An example as its folder describes it. */
export function readExample(name: string): Example {
  const history = join(EXAMPLES, name, "history");
  const steps = readdirSync(history, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => readStep(entry.name, join(history, entry.name)))
    .toSorted((a, b) => (a.name < b.name ? -1 : 1));
  return {
    name,
    steps,
    ...read(example, join(EXAMPLES, name, "example.yml")),
  };
}

function readStep(name: string, folder: string): Step {
  const described = read(pullRequest, join(folder, "pull-request.yml"));
  const files = filesBelow(join(folder, "files"));
  return {
    ...described,
    name,
    folder,
    onto: (before) => applied({ ...before, ...files }, described),
  };
}

function read<T extends z.ZodType>(schema: T, path: string): z.output<T> {
  const parsed = schema.safeParse(load(readFileSync(path, "utf8")));
  if (!parsed.success) throw new Error(`${path}: ${z.prettifyError(parsed.error)}`);
  return parsed.data;
}

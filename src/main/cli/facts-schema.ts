import * as z from "zod";
import { isInside } from "../../evidence/manifest.ts";
import { PERMISSIONS } from "../../ports/people.ts";

const login = z
  .string()
  .regex(/^[A-Za-z0-9][A-Za-z0-9-]*(\[bot\])?$/, "expected a login such as alice or renovate[bot]");

const commit = z
  .string()
  .regex(/^[0-9a-f]{40,64}$/, "expected the id of a commit, 40 or 64 hexadecimal digits");

const instant = z.iso.datetime({
  offset: true,
  message: "expected an instant such as 2027-01-15T12:00:00Z",
});

const review = z
  .strictObject({
    author: login,
    state: z.enum(["approved", "changes-requested", "commented", "dismissed"]),
    commit: commit.optional().describe("What was reviewed; what stands in the work tree if absent"),
    "submitted-at": instant.optional().describe("Now, if absent"),
    body: z.string().default("").describe("Its text, which may sign"),
    edited: z.boolean().default(false).describe("Whether the text was changed afterwards"),
  })
  .meta({ id: "review" });

const contributors = z.strictObject({
  logins: z.array(login),
  unlinked: z
    .array(z.string())
    .default([])
    .describe("E-mail addresses of commits that no account stands behind"),
});

const comment = z
  .strictObject({ author: login, body: z.string() })
  .describe("As it was made: one that was edited counts for nothing")
  .meta({ id: "comment" });

const checkRun = z
  .strictObject({
    name: z.string().min(1),
    app: z.strictObject({ id: z.int(), slug: z.string() }),
    status: z.enum(["queued", "in_progress", "completed"]),
    conclusion: z.string().optional(),
  })
  .meta({ id: "check-run" });

const deliveredFile = z.strictObject({
  path: z
    .string()
    .refine(isInside, "must be relative, without `..` and without backslashes")
    .describe("From the root of the repository"),
  component: z.string().optional().describe("Of which component it speaks, where it is one"),
  text: z.string().describe("What it says"),
});

const workflowRun = z
  .strictObject({
    id: z.int().min(1),
    attempt: z.int().min(1).default(1),
    url: z.url().describe("Where it can be seen"),
    workflow: z.string().describe("The path of its file: `.github/workflows/ci.yml`"),
    event: z.string().default("pull_request"),
    branch: z.enum(["head", "base"]).default("head").describe("Of the change, or that it goes to"),
    status: z.enum(["queued", "in_progress", "completed"]).default("completed"),
    conclusion: z.string().optional(),
    "head-sha": commit
      .optional()
      .describe("What it is about; what stands in the work tree, or base, if absent"),
    "from-fork": z.boolean().default(false),
    called: z
      .array(z.strictObject({ path: z.string(), sha: commit }))
      .default([])
      .describe("Reusable workflows that it called, each at the commit that was run"),
    required: z.boolean().default(false).describe("Whether a ruleset requires it"),
    "signed-by": z
      .string()
      .optional()
      .describe(
        "The workflow that signed its reports, with its ref; a signature is taken at its word",
      ),
    delivers: z.array(deliveredFile).optional().describe("Its reports; nothing if absent"),
  })
  .meta({ id: "workflow-run" });

/**
 * What a work tree cannot see, supplied in a file: `mltrl check --facts FILE`. Whatever is absent stays
 * not visible. The JSON Schema under `schemas/` is generated from it.
 */
export const factsSchema = z
  .strictObject({
    now: instant.optional().describe("The time to judge at"),
    "head-date": instant
      .optional()
      .describe("When the head was committed: CI may take so long from then on"),
    author: login.optional().describe("Who opens the pull request"),
    reviews: z.array(review).optional(),
    comments: z.array(comment).optional(),
    "asked-reviewers": z.array(login).optional().describe("Who was asked for a review"),
    contributors: contributors.optional(),
    writers: contributors.optional().describe("Who wrote content since the last graduation"),
    "check-runs": z.array(checkRun).optional(),
    "workflow-runs": z
      .array(workflowRun)
      .optional()
      .describe("What CI ran, the newest first, and what it delivered"),
    "required-checks": z
      .array(z.strictObject({ name: z.string(), app: z.int().optional() }))
      .optional(),
    teams: z
      .record(z.string(), z.array(login))
      .default({})
      .describe("Members by team, such as acme/product"),
    permissions: z
      .record(z.string(), z.enum(PERMISSIONS))
      .default({})
      .describe("What people may do in the repository, by login"),
  })
  .describe("Facts about a pull request that a work tree cannot see");

export type SuppliedFacts = z.output<typeof factsSchema>;

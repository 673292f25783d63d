import * as z from "zod";
import { ENFORCEMENTS, FLIGHT_READY } from "../model/policy.ts";
import { patternFault } from "../source/glob.ts";

/** What components, checks, roles and evidence are called. */
export const id = z
  .string()
  .regex(/^[a-z0-9][a-z0-9-]{0,63}$/, "must be 1 to 64 of a-z, 0-9 and -, not starting with -");

/** A pattern of paths, branches or names. */
export const glob = z
  .string()
  .min(1)
  .superRefine((pattern, context) => {
    const fault = patternFault(pattern);
    if (fault !== undefined) context.addIssue({ code: "custom", message: `the pattern ${fault}` });
  });

/** A day in the calendar. */
export const day = z.iso.date("must be a date such as 2027-01-15");

/** One check. */
export const check = z
  .strictObject({
    branches: z.array(glob).min(1).describe("Base branches whose pull requests get this check"),
    enforcement: z
      .enum(ENFORCEMENTS)
      .default("block")
      .describe("observe and warn never block; warn also marks lines"),
    "block-from": day.optional().describe("From this day on the check blocks"),
    "minimum-level": z
      .int()
      .min(0)
      .max(9)
      .optional()
      .describe("Components have to be at this level or above it"),
    scope: z
      .enum(["touched", "all"])
      .default("touched")
      .describe("What the pull request touches, and systems around it; or every component"),
    "per-branch": z
      .boolean()
      .default(false)
      .describe("Puts the base branch into the name of the check"),
  })
  .meta({ id: "check" });

/** A login or a team. */
export const person = z
  .string()
  .regex(
    /^[A-Za-z0-9][A-Za-z0-9-]*(\/[A-Za-z0-9._-]+)?$/,
    "must be a login such as alice or a team such as acme/product",
  );

/** How an approval signs. */
export const signOff = z.union([
  z.enum(["approval", "explicit"]),
  z.strictObject({ "explicit-from": z.int().min(0).max(9) }),
]);

/** The level below which nothing is deployed to an environment. */
export const environmentLevel = z
  .int()
  .min(0)
  .max(9)
  .default(FLIGHT_READY)
  .describe("Nothing below this level is deployed there");

/** What environments of GitHub are called. */
export const environmentName = z.string().min(1).max(255);

/** A workflow as its signature has it: at a branch, a tag or a commit, whole and nothing to be filled in. */
export const trustedSigner = z
  .string()
  .regex(
    /^[\w.-]+\/[\w.-]+\/\.github\/workflows\/[^/@]+\.ya?ml@(?:[0-9a-f]{40}|refs\/(?:heads|tags)\/[^\s*?]+)$/,
    "must be owner/repository/.github/workflows/<file>.yml@ and refs/heads/<branch>, refs/tags/<tag> or the 40 digits of a commit",
  );

/** A reusable workflow at one commit: a branch or a tag of it could be moved to another. */
export const trustedWorkflow = z
  .string()
  .regex(
    /^[\w.-]+\/[\w.-]+\/\.github\/workflows\/[^/@]+\.ya?ml@[0-9a-f]{40}$/,
    "must be owner/repository/.github/workflows/<file>.yml@ and the 40 digits of a commit",
  );

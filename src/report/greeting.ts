import type { Diagnoses, Diagnosis } from "../core/model/doctor.ts";
import type { CheckRunText } from "./check-run.ts";
import { code, prose } from "./escape.ts";

/** The check that a repository without a policy gets by default, so that its name can be picked. */
const CHECK = "mltrl/main";

/** What a repository is shown that the App has just come to. */
export interface Greeting {
  /** Where it is shown. */
  readonly headSha: string;
  readonly diagnoses: Diagnoses;
  /** The pull request that brings the first `.mltrl`; undefined where there is none of ours. */
  readonly pullRequest?: number;
  /** `owner/name`. */
  readonly repository: string;
  readonly app: number;
}

/** The first check of a repository: it judges nothing, and says how to begin and what is in the way. */
export function greetingCheck({
  headSha,
  diagnoses,
  pullRequest,
  repository,
  app,
}: Greeting): CheckRunText {
  const begin =
    pullRequest === undefined
      ? `Write ${code(".mltrl/")} with ${code("mltrl init '<id>=<glob>@<level>'")} and bring it by pull request.`
      : `Merge #${pullRequest}, which brings ${code(".mltrl/")}, once it says what your components are.`;
  return {
    name: CHECK,
    headSha,
    conclusion: "neutral",
    title: "Nothing is gated yet: .mltrl is missing",
    summary: [
      `**${begin}**`,
      `Pull requests to this branch then get a check of this name. To have GitHub require it: ${code(`mltrl setup ${repository} --app ${app}`)}, with a token of a repository admin.`,
      "This run judges nothing and stops nothing.",
    ].join("\n\n"),
    text: ["### How this repository is set up", diagnosesInMarkdown(diagnoses)].join("\n\n"),
    annotations: [],
    buttons: [],
  };
}

const SIGNS: Readonly<Record<Diagnosis["outcome"], string>> = {
  good: "✓",
  advice: "!",
  problem: "✗",
  unknown: "?",
};

function diagnosesInMarkdown({ found }: Diagnoses): string {
  return found
    .map(
      ({ outcome, says, mend }) =>
        `- ${SIGNS[outcome]} ${prose(says)}${mend === undefined ? "" : ` *${prose(mend)}*`}`,
    )
    .join("\n");
}

/** Problems that are told at once; the doctor tells all. */
const MOST_PROBLEMS = 3;

/** What the next checks of a repository say of how it is set up; undefined where that is in order. */
export function setupRemark(
  { found }: Diagnoses,
  repository: string,
  app: number,
): string | undefined {
  const problems = found.filter(({ outcome }) => outcome === "problem");
  if (problems.length === 0) return undefined;
  const told = problems.slice(0, MOST_PROBLEMS).map(({ says }) => says);
  const left = problems.length - told.length;
  return `${told.join(" ")}${left > 0 ? ` And ${left} more.` : ""} \`mltrl doctor ${repository} --app ${app}\` says how to mend it.`;
}

/** The pull request that brings the first `.mltrl`. */
export const ONBOARDING = {
  title: "Gate this repository by readiness levels",
  body: `This brings \`.mltrl/\`, by which mltrl-gate judges pull requests: which components there are, and at which level each works.

It is a beginning. Before you merge it:

1. In \`.mltrl/config.yml\`, name your components and their files. It begins with one component that is the whole repository.
2. On the card of each component, say at which level it works today, and fill in what stands in comments.
3. Name who reviews, under \`roles\`.

Until a policy is on the default branch this pull request is judged by its own, and nothing blocks. Afterwards the check \`mltrl/main\`
warns on the default branch and \`mltrl/release\` blocks on \`release/**\`; the policy can say otherwise.

Not wanted? Close it. It is not opened again.`,
  message: "Begin with .mltrl",
} as const;

import type { Decision } from "../../src/core/model/decision.ts";
import type { Finding } from "../../src/core/model/finding.ts";
import { gatherLevel } from "../../src/gather/level.ts";
import { viewAt } from "../../src/gather/view.ts";
import { deployedTerminal } from "../../src/report/deployed-terminal.ts";
import { replyText } from "../../src/report/answer.ts";
import { refusedPromotionReply } from "../../src/report/reply-promotion.ts";
import { PLAIN } from "../../src/report/style.ts";
import { checkDeployed } from "../../src/use-cases/check-deployed.ts";
import { gate } from "../../src/use-cases/gate.ts";
import { policyIn } from "../../src/use-cases/policy-in.ts";
import type { Promotion } from "../../src/use-cases/promote.ts";
import { ENGINE } from "../support/fake-engine.ts";
import { fakePublisher } from "../support/fake-publisher.ts";
import { fakeReviewers } from "../support/fake-reviewers.ts";
import type { Replayed } from "./replay.ts";

const REPOSITORY_URL = "https://acme.example/repository";
const RULES = new Map(ENGINE.catalogue.rules.map((rule) => [rule.id, rule]));

/** A step as people read it, and whether its checks let it be merged with all that was asked for. */
export interface Told {
  readonly text: string;
  readonly mergeable: boolean;
}

/** The checks that a pull request gets, and the levels of all components after it. */
export async function tell(replayed: Replayed): Promise<Told> {
  const { step, ports, promotions } = replayed;
  const publisher = fakePublisher();
  const { decision } = await gate(
    {
      repository: { id: 1, owner: "acme", name: "repository", installation: 1 },
      pullRequest: 1,
    },
    {
      ...ports,
      publisher,
      reviewers: fakeReviewers(),
      sibling: () => ports,
      repositoryUrl: REPOSITORY_URL,
    },
    ENGINE,
  );
  const shown = publisher.shown.map(({ report }) => report);
  return {
    text: [
      `# ${step.name.slice(0, 3)}: ${step.title}`,
      `\`${step.author}\` to \`${step.base}\`, ${step.at}. ${step.about}`,
      ...promotions.map((promotion) => promotionText(promotion, ports.change.head)),
      ...shown.flatMap(({ name, title, conclusion, summary }) => [
        `## ${name}: ${conclusion}`,
        `**${title}**`,
        summary,
      ]),
      ...judgedLines(decision),
      `## ${step.merge ? "Merged" : "Not merged"}`,
      await levelsAfter(replayed),
      ...step.tags.map((tag) => `Tagged \`${tag}\`.`),
      ...step.branches.map((branch) => `The branch \`${branch}\` starts here.`),
      ...(await whatRuns(replayed)),
    ]
      .join("\n\n")
      .concat("\n"),
    mergeable:
      shown.every(({ conclusion }) => ["success", "neutral"].includes(conclusion)) &&
      promotions.every(({ outcome }) => outcome === "ready"),
  };
}

function promotionText(promotion: Promotion, commit: string): string {
  switch (promotion.outcome) {
    case "ready": {
      const { component, from, to } = promotion;
      return `\`/mltrl promote ${component.id}\` asked for ${from} → ${to} and wrote the record.`;
    }
    case "waits":
    case "refused":
      return replyText("promote", [
        refusedPromotionReply(promotion.component, RULES, {
          commit,
          repositoryUrl: REPOSITORY_URL,
        }),
      ]);
    case "unclear":
      return `\`/mltrl promote\` could not be followed: ${promotion.because}.`;
    case "asked-already":
      return `\`/mltrl promote\`: level ${promotion.to} is asked for already.`;
  }
}

/** How many rules hold of each component, and which do not apply or are only advice: a change of these shows here. */
function judgedLines(decision: Decision | undefined): string[] {
  return (decision?.components ?? []).map(({ id, findings }) => {
    const named = (wanted: (finding: Finding) => boolean): string =>
      findings
        .filter(wanted)
        .map(({ rule }) => `\`${rule}\``)
        .toSorted()
        .join(", ") || "none";
    const holds = findings.filter(({ outcome }) => outcome === "pass").length;
    const unmet = named(
      ({ outcome, severity }) =>
        severity === "advisory" && (outcome === "fail" || outcome === "unknown"),
    );
    const moot = named(({ outcome }) => outcome === "not-applicable");
    return `Of \`${id}\`, ${holds} rules hold. Advice not met: ${unmet}. Not applicable: ${moot}.`;
  });
}

/** What runs, as the branch records it after the step. */
async function whatRuns({ step, after }: Replayed): Promise<string[]> {
  if (!step.merge || step.base !== "main") return [];
  const { change, repository, people, ci } = after.ports;
  const { head: commit, now } = change;
  const report = await checkDeployed(
    { branch: step.base, commit, now },
    { repository, people, ci },
    ENGINE,
  );
  if (report.state === "unavailable" || report.value.components.length === 0) return [];
  const text = deployedTerminal(report.value, { rules: RULES, style: PLAIN });
  return ["`mltrl check --deployed`:", `\`\`\`text\n${text}\`\`\``];
}

async function levelsAfter({ step, after }: Replayed): Promise<string> {
  const view = await viewAt(after.ports.repository, after.ports.change.head);
  if (view.state === "unavailable") return `Nothing stands on \`${step.base}\` yet.`;
  const policy = await policyIn(view.value, ENGINE.catalogue, "main");
  if (policy.state === "unavailable" || !policy.value?.ok) {
    return `There is no policy on \`${step.base}\` yet.`;
  }
  const { components } = policy.value.value;
  const rows = await Promise.all(
    components.map(async ({ id }) => {
      const level = await gatherLevel(view.value, id, components);
      return `| \`${id}\` | ${level.state === "known" ? level.value : level.reason} |`;
    }),
  );
  return [`| on \`${step.base}\` | level |`, "| :-- | :-- |", ...rows].join("\n");
}

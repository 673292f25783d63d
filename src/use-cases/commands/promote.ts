import type { Answer } from "../../report/answer.ts";
import { noteReply, patchReply } from "../../report/reply.ts";
import { promotedReply, refusedPromotionReply } from "../../report/reply-promotion.ts";
import { unifiedDiff } from "../../report/unified-diff.ts";
import { rulesById } from "../engine.ts";
import { promote, type Promotion } from "../promote.ts";
import type { CarryOut, CommandPorts } from "./command.ts";

/** Asks for the next level of a component: commits level and review record, or says why not. */
export const promoteCommand: CarryOut = async ({ words: [wanted] }, request, ports, engine) => {
  const promotion = await promote(wanted, request.actor.login, ports, engine);
  switch (promotion.outcome) {
    case "unclear":
      return noteReply("Not promoted.", [promotion.because]);
    case "asked-already":
      return noteReply(
        `This pull request asks for level ${promotion.to} of ${promotion.component} already; its panel is next.`,
      );
    case "refused":
      return refusedPromotionReply(promotion.component, rulesById(engine), {
        commit: promotion.decision.provenance.head,
        repositoryUrl: ports.repositoryUrl,
      });
    case "ready":
      return committed(promotion, ports);
  }
};

async function committed(
  promotion: Extract<Promotion, { outcome: "ready" }>,
  ports: CommandPorts,
): Promise<Answer> {
  const { change, component, from, to, files } = promotion;
  const does = `asks for level ${to} of ${component.id} and adds its review record`;
  const text = unifiedDiff(files.map(({ path, before, text: after }) => ({ path, before, after })));
  if (change.fromFork) {
    return patchReply({ does, because: "its branch is in a fork", text });
  }
  const commit = await ports.branch.commit({
    branch: change.headRef,
    expectedHead: change.head,
    message: `Ask for level ${to} of ${component.id}\n\nThe review record of the graduation ${from} → ${to} comes with it.`,
    files,
  });
  if (commit.state === "unavailable") {
    return commit.cause === "not-visible"
      ? patchReply({ does, because: commit.reason, text })
      : noteReply("Not promoted.", [commit.reason, "Try again."]);
  }
  return promotedReply(
    {
      component: { ...component, level: from, target: to },
      commit: commit.value,
      files: files.map(({ path }) => path),
      seats: component.findings.flatMap(({ seats = [] }) => seats),
    },
    { commit: commit.value, repositoryUrl: ports.repositoryUrl },
  );
}

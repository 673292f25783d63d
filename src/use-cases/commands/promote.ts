import { promotionTitle } from "../../core/model/step.ts";
import { promotedReply, refusedPromotionReply } from "../../report/reply-promotion.ts";
import { noteReply } from "../../report/reply.ts";
import { PROPOSALS } from "../../ports/branch.ts";
import { rulesById } from "../engine.ts";
import { promote } from "../promote.ts";
import type { CarryOut } from "./command.ts";
import { deliver } from "./deliver.ts";

/** Of a pull request that we open nobody is the author who could approve by asking. */
const OWN_PANEL = "you alone are its panel, and a pull request of your own is your approval";

/**
 * Asks for the next level of a component: commits level and review record, or says why not. On an issue
 * CI has not run yet: it does on the pull request.
 */
export const promoteCommand: CarryOut = async ({ words: [wanted] }, request, ports, engine) => {
  const promotion = await promote(wanted, request.actor.login, ports, engine);
  const { repositoryUrl } = ports;
  if (promotion.outcome === "unclear") return noteReply("Not promoted.", [promotion.because]);
  if (promotion.outcome === "asked-already") {
    return noteReply(
      `This pull request asks for level ${promotion.to} of ${promotion.component} already; its panel is next.`,
    );
  }
  const { outcome, change, component, from, to, files } = promotion;
  if (outcome === "refused" || (outcome === "waits" && request.onPullRequest)) {
    const target = { commit: change.head, repositoryUrl };
    return refusedPromotionReply(component, rulesById(engine, promotion.ladder), target);
  }
  const seats = component.findings.flatMap((finding) => finding.seats ?? []);
  const isPanel = seats.some(({ holder }) => holder === request.actor.login);
  const delivery = await deliver(
    {
      title: promotionTitle(component.id, to),
      does: `asks for level ${to} of ${component.id} and adds its review record`,
      change,
      files,
      branch: `${PROPOSALS}promote-${component.id}-${to}`,
      ...(isPanel && !request.onPullRequest && { byHand: OWN_PANEL }),
    },
    request,
    ports,
  );
  if (delivery.outcome === "answered") return delivery.answer;
  return promotedReply(
    {
      ...delivery,
      component: { ...component, level: from, target: to },
      files: files.map(({ path }) => path),
      seats,
    },
    { commit: delivery.commit, repositoryUrl },
  );
};

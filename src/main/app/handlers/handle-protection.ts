import { causeOf, waitIn } from "../../../core/errors.ts";
import type {
  DeploymentAnswer,
  DeploymentRequest,
} from "../../../core/model/deployment-request.ts";
import type { Handler } from "../../../ports/job-store.ts";
import { deploymentComment, deploymentNotJudged } from "../../../report/deployment-comment.ts";
import { decideDeployment } from "../../../use-cases/decide-deployment.ts";
import type { Surroundings } from "./surroundings.ts";
import { PROTECTION_TRIES } from "../queues/protections.ts";

/**
 * Answers a deployment that waits. Faults are tried again; the last try answers whatever happens, since
 * nobody else would.
 */
export function handleProtection({
  engine,
  log,
  ports: { ofProtection },
}: Surroundings): Handler<DeploymentRequest> {
  return async ({ data, attempt }, signal) => {
    const ports = await ofProtection(data);
    const answer = async (said: DeploymentAnswer): Promise<void> => {
      signal.throwIfAborted();
      const { repository, environment, run } = data;
      const heard = await ports.gate.answer(said);
      const about = { repository: repository.id, environment, run, state: said.state };
      if (heard.state === "known") log.info(about, "answered a deployment");
      else log.warn({ ...about, reason: heard.reason }, "a deployment could not be answered");
    };
    try {
      await answer(deploymentComment(await decideDeployment(data, ports, engine)));
    } catch (error) {
      // A limit of GitHub's uses no try up, and nothing can be answered while it lasts.
      if (attempt >= PROTECTION_TRIES && waitIn(error) === undefined) {
        await answer(deploymentNotJudged(data, causeOf(error)));
      }
      throw error;
    }
  };
}

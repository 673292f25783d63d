import type { DeploymentAnswer } from "../core/model/deployment-request.ts";
import type { Fact } from "../core/model/fact.ts";

/** Lets a deployment that waits go on, or ends it. */
export interface DeploymentGate {
  /** Unavailable where it waits no more, or where we may not answer. */
  answer(answer: DeploymentAnswer): Promise<Fact<undefined>>;
}

import { type Fact, known, unavailable } from "../core/model/fact.ts";
import { placeText } from "../core/model/place.ts";
import type { Policy } from "../core/model/policy.ts";
import type { Catalogue } from "../core/model/rule.ts";
import { parsePolicy } from "../core/policy/parse-policy.ts";
import { CONFIG_PATH, gatherConfig } from "../gather/policy.ts";
import type { Repository } from "../ports/repository.ts";

/** The policy that stands at a revision, whatever is in force: for whoever judges nothing by it. */
export async function policyStanding(
  repository: Repository,
  revision: string,
  catalogue: Catalogue,
): Promise<Fact<Policy>> {
  const config = await gatherConfig(repository, revision);
  if (config.state === "unavailable") return config;
  if (config.value === undefined) return unavailable("missing", `there is no ${CONFIG_PATH} here`);
  const parsed = config.value.ok
    ? parsePolicy(config.value.value, catalogue, "main")
    : config.value;
  return parsed.ok
    ? known(parsed.value)
    : unavailable(
        "invalid",
        parsed.problems.map(({ place, message }) => `${placeText(place)}: ${message}`).join("; "),
      );
}

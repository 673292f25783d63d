import type { Handler } from "../../../ports/job-store.ts";
import { setupRemark } from "../../../report/greeting.ts";
import { examine } from "../../../use-cases/doctor.ts";
import { greet } from "../../../use-cases/greet.ts";
import type { Surroundings } from "./surroundings.ts";
import type { SetupJob } from "../queues/setups.ts";
import { SUBSCRIBED_EVENTS } from "../webhook-routes.ts";

/** Looks at how a repository is set up, greets it if it is new, and has its next checks tell of problems. */
export function handleSetup({
  memory,
  engine,
  log,
  ports: { ofSetup },
  grantsOf,
  appId,
}: Surroundings): Handler<SetupJob> {
  return async ({ data: { repository, isNew } }) => {
    const name = `${repository.owner}/${repository.name}`;
    const patient = { app: appId, repository: name, events: SUBSCRIBED_EVENTS };
    const grants = grantsOf(repository.installation);
    const ports = { ...(await ofSetup(repository)), grants };
    const greeted = isNew ? await greet(patient, ports, engine) : undefined;
    const found = greeted ?? (await examine(patient, ports, engine));
    if (found.state === "unavailable") {
      log.warn({ repository: repository.id, reason: found.reason }, "its set-up was not looked at");
      return;
    }
    const diagnoses = "diagnoses" in found.value ? found.value.diagnoses : found.value;
    const gated = diagnoses.found.some(
      ({ point, outcome }) => point === "policy" && outcome === "good",
    );
    const remark = gated ? setupRemark(diagnoses, name, appId) : undefined;
    await memory.examined(repository.id, remark, gated);
    log.info(
      {
        repository: repository.id,
        problems: diagnoses.found.filter(({ outcome }) => outcome === "problem").length,
        ...(greeted?.state === "known" && {
          pullRequest: greeted.value.pullRequest,
          shown: greeted.value.shown,
        }),
      },
      "looked at how it is set up",
    );
  };
}

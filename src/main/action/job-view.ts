import { ACTION_CHECKS } from "../../core/model/actions-app.ts";
import { known, unavailable } from "../../core/model/fact.ts";
import type { ChangeSource } from "../../ports/change-source.ts";
import type { People } from "../../ports/people.ts";
import type { Publisher } from "../../ports/publisher.ts";

/** What checks of the App are called; those of the Action are not: nobody takes one for the other. */
const APP_CHECKS = "mltrl/";

/** Shows checks under the Action's own name, without buttons: nobody hears them being pressed. */
export function actionPublisher(publisher: Publisher): Publisher {
  return {
    check: (report, previous) =>
      publisher.check(
        {
          ...report,
          name: report.name.replace(APP_CHECKS, ACTION_CHECKS),
          buttons: [],
          // What waits for CI is looked at again when CI is done; a job cannot come back by itself.
          conclusion: report.conclusion === "in_progress" ? "action_required" : report.conclusion,
        },
        previous,
      ),
  };
}

/** The same change with the Action's earlier checks under the names that they are looked for by. */
export function withOwnChecks(source: ChangeSource): ChangeSource {
  return {
    async read() {
      const read = await source.read();
      if (read.state === "unavailable" || read.value.checkRuns.state === "unavailable") return read;
      const checkRuns = read.value.checkRuns.value.map((run) =>
        run.own && run.name.startsWith(ACTION_CHECKS)
          ? { ...run, name: run.name.replace(ACTION_CHECKS, APP_CHECKS) }
          : { ...run, own: false },
      );
      return known({ ...read.value, checkRuns: known(checkRuns) });
    },
  };
}

/** Shows no check at all. */
export const NO_CHECKS: Publisher = { check: () => Promise.resolve() };

/** The same people; where a team is out of sight, with the way out. */
export function peopleFor(people: People): People {
  return {
    ...people,
    members: async (team) => {
      const found = await people.members(team);
      return found.state === "known"
        ? found
        : unavailable(
            found.cause,
            `${found.reason}. The job's own token sees no teams: give the token of an App with "Members: read" as the input \`token\`, or name people in the role`,
          );
    },
  };
}

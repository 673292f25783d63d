import type { Looked, LookedQueue, Overview, Standing } from "../ports/overview.ts";
import type { SeenOrganizations } from "../ports/seen-organizations.ts";
import { CENSUS, CENSUS_SIZE, type CensusAnswer, standingIn } from "./census.ts";
import {
  CHANGED,
  type ChangedAnswer,
  changedIn,
  PAGES,
  searchText,
} from "./changed-pull-requests.ts";
import type { ClientOf, GraphqlAnswer } from "./installation-client.ts";
import { batchesOf, LOOK_AT_MANY, lookedIn, type ManyAnswer } from "./look-at-many.ts";
import {
  queuesDocument,
  QUEUES_TOGETHER,
  type QueuesAnswer,
  queuesIn,
  queuesVariables,
} from "./look-at-queues.ts";

/** Looks at many repositories at once, with what verdicts leave of GitHub's limits. */
export function githubOverview(
  clientOf: ClientOf,
  app: number,
  seen: Pick<SeenOrganizations, "lastSeen">,
): Overview {
  return {
    async standing(listed) {
      const all: Standing[] = [];
      const [first] = listed;
      if (first === undefined) return all;
      const { installation, owner } = first.repository;
      const client = await clientOf(installation, "later");
      for (let from = 0; from < listed.length; from += CENSUS_SIZE) {
        const part = listed.slice(from, from + CENSUS_SIZE);
        const ids = part.map(({ node }) => node);
        const answer = await client.graphql<CensusAnswer>(CENSUS, { ids, owner });
        all.push(...standingIn(answer, part, (await seen.lastSeen(installation)) !== undefined));
      }
      return all;
    },
    async look(standing, since) {
      const all: Looked[] = [];
      const [first] = standing;
      if (first === undefined) return all;
      const { installation } = first.listed.repository;
      const client = await clientOf(installation, "later");
      for (const batch of batchesOf(standing)) {
        const asked = { ...batch.variables, app };
        const { data, now } = await client.graphql<ManyAnswer>(LOOK_AT_MANY, asked);
        all.push(...lookedIn(data, now, batch.standing, since));
      }
      return all;
    },
    async changed(repositories, since) {
      const [first] = repositories;
      if (first === undefined) return { looked: [], elsewhere: [], complete: true };
      const client = await clientOf(first.installation, "later");
      const query = searchText(first.owner, since);
      const answers: ChangedAnswer[] = [];
      let [after, at, count]: [string | null, string, number] = [null, "", 0];
      do {
        const asked = { query, app, after };
        const answer: GraphqlAnswer<ChangedAnswer> = await client.graphql<ChangedAnswer>(CHANGED, asked); // prettier-ignore
        const { issueCount, pageInfo } = answer.data.search;
        answers.push(answer.data);
        if (at === "") [at, count] = [answer.now, issueCount];
        after = pageInfo.hasNextPage ? pageInfo.endCursor : null;
      } while (after !== null && answers.length < PAGES);
      const read = answers.reduce((sum, { search }) => sum + search.nodes.length, 0);
      return { ...changedIn(answers, repositories, at), complete: read >= count };
    },
    async queues(queues) {
      const all: LookedQueue[] = [];
      const [first] = queues;
      if (first === undefined) return all;
      const client = await clientOf(first.repository.installation, "later");
      for (let from = 0; from < queues.length; from += QUEUES_TOGETHER) {
        const part = queues.slice(from, from + QUEUES_TOGETHER);
        const answer = await client.graphql<QueuesAnswer>(queuesDocument(part), queuesVariables(part)); // prettier-ignore
        all.push(...queuesIn(answer, part));
      }
      return all;
    },
  };
}

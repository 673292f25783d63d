import { associationOf } from "../auth/association.ts";
import type { Review } from "../state/nouns.ts";
import type { World } from "../state/world.ts";
import { simpleUser } from "./account-view.ts";
import { repositoryPage, repositoryUrl } from "./repository-view.ts";
import type { ReviewData } from "./shapes.ts";

/** `pull-request-review`. */
export function reviewView(world: World, review: Review): ReviewData {
  const { pull } = review;
  const html = `${repositoryPage(world, pull.repository)}/pull/${pull.number}#pullrequestreview-${review.id}`;
  const url = `${repositoryUrl(world, pull.repository)}/pulls/${pull.number}`;
  return {
    id: review.id,
    node_id: review.nodeId,
    user: simpleUser(world, review.author),
    body: review.body,
    state: review.state,
    html_url: html,
    pull_request_url: url,
    _links: { html: { href: html }, pull_request: { href: url } },
    ...(review.submittedAt === null ? {} : { submitted_at: review.submittedAt }),
    commit_id: review.commit,
    author_association: associationOf(pull.repository, review.author),
  };
}

import type { Contributors } from "../core/model/change.ts";
import { type Fact, known, unavailable } from "../core/model/fact.ts";
import type { GitActorAnswer, PullRequestAnswer } from "./evaluation-query.ts";

/** The account that commits what people click together on GitHub's pages. */
const WEB_FLOW = "web-flow";

/** Everybody who wrote or committed something in the pull request, by account where there is one. */
export function contributorsOf({ commits, author }: PullRequestAnswer): Fact<Contributors> {
  if (commits.totalCount > commits.nodes.length) {
    return unavailable(
      "upstream",
      `the pull request has ${commits.totalCount} commits; who wrote them is read up to ${commits.nodes.length}: squash it`,
    );
  }
  if (commits.nodes.some(({ commit: { authors } }) => authors.totalCount > authors.nodes.length)) {
    return unavailable("upstream", "a commit has more authors than one request shows");
  }
  const actors = commits.nodes.flatMap(({ commit }) => [
    ...commit.authors.nodes,
    ...(commit.committer ? [commit.committer] : []),
  ]);
  const logins = actors.flatMap(({ user }) => (user ? [user.login] : []));
  return known({
    logins: [...new Set([...(author ? [author.login] : []), ...logins])].filter(
      (login) => login !== WEB_FLOW,
    ),
    unlinked: [...new Set(actors.filter(isUnlinked).map(({ email }) => email ?? "no e-mail"))],
  });
}

/** GitHub's own committer and Apps have addresses of github.com and no account of a person. */
function isUnlinked({ user, email }: GitActorAnswer): boolean {
  return (
    user === null &&
    email !== "noreply@github.com" &&
    !/\[bot\]@users\.noreply\.github\.com$/.test(email ?? "")
  );
}

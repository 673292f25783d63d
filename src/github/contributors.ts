import type { Contributors } from "../core/model/change.ts";
import { type Fact, known, unavailable } from "../core/model/fact.ts";
import type { CommitAnswer, PullRequestAnswer } from "./evaluation-answer.ts";

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
  const authored = commits.nodes.map(({ commit }) => commit);
  const actors = authored.flatMap(({ authors, committer }) => [
    ...authors.nodes,
    ...(committer ? [committer] : []),
  ]);
  const logins = actors.flatMap(({ user }) => (user ? [user.login] : []));
  const unlinked = authored
    .filter((commit) => !madeByGithub(commit))
    .flatMap(({ authors, committer }) => [...authors.nodes, ...(committer ? [committer] : [])])
    .filter(({ user }) => user === null)
    .map(({ email }) => email ?? "no e-mail");
  return known({
    logins: [...new Set([...(author ? [author.login] : []), ...logins])].filter(
      (login) => login !== WEB_FLOW,
    ),
    unlinked: [...new Set(unlinked)],
  });
}

/** Who wrote some commits, by account where there is one. */
export function writersOf(
  commits: readonly Pick<CommitAnswer, "authors" | "signature">[],
): Contributors {
  const logins = commits.flatMap(({ authors }) =>
    authors.nodes.flatMap(({ user }) => (user ? [user.login] : [])),
  );
  const unlinked = commits
    .filter((commit) => !madeByGithub(commit))
    .flatMap(({ authors }) => authors.nodes.filter(({ user }) => user === null))
    .map(({ email }) => email ?? "no e-mail");
  return { logins: [...new Set(logins)], unlinked: [...new Set(unlinked)] };
}

/** An e-mail address can be anybody's claim; GitHub's own signature says that the commit was made on its pages or by an App. */
function madeByGithub({ signature }: Pick<CommitAnswer, "signature">): boolean {
  return signature?.isValid === true && signature.wasSignedByGitHub;
}

/** An open pull request that nobody has judged yet, as a look at its repository tells of it. */
export function openPullRequest(number: number) {
  const updatedAt = "2026-06-01T00:00:00Z";
  return { number, baseRef: "main", headSha: "h", hasQueue: false, updatedAt, judgedAt: undefined };
}

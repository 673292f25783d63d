import type { Testbed } from "./testbed.ts";

/** Has bob propose a commit on a branch of its own to acme/zoo, and gives the commit's id. */
export async function proposeWork({ github, request }: Testbed): Promise<string> {
  const repository = "acme/zoo";
  const files = { "w.txt": "w\n" };
  const sha = await github.commit({ repository, message: "Work", files, branch: "work" });
  const pull = { title: "Work", head: "work", base: "main" };
  await request("bob", "POST", `/repos/${repository}/pulls`, pull);
  return sha;
}

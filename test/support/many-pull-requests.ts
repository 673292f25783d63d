import type { Clone } from "./clone.ts";
import type { GatedRepository, RepositoryOptions } from "./gated-repository.ts";
import type { World } from "./gated-world.ts";
import type { PullRequest } from "./pull-request.ts";
import { scannerIn } from "./scanner.ts";

/** How pull requests stand to each other: each on main, or each on the branch of the one below. */
export type Shape = "side by side" | "stacked";

/** Pull requests of one commit each, all of one person; the i-th comes from `layer-<i>`. */
export interface ManyPullRequests {
  readonly repository: GatedRepository;
  readonly pulls: readonly PullRequest[];
  readonly clone: Clone;
  /**
   * Makes every commit anew, and pushes all branches at once and by force.
   *
   * @param more files that branches change besides, by their names
   * @param gone branches that the push deletes
   */
  readonly moveAll: (marker: string, more?: Changes, gone?: readonly string[]) => Promise<void>;
}

type Changes = Readonly<Record<string, Readonly<Record<string, string>>>>;

/** Opens so many pull requests; the repository is the scanner's with `options`. */
export async function openMany(
  world: World,
  name: string,
  count: number,
  shape: Shape,
  options: Partial<RepositoryOptions> = {},
): Promise<ManyPullRequests> {
  const branches = Array.from({ length: count }, (_, i) => `layer-${i + 1}`);
  const { repository, clone } = await scannerIn(world, name, options);
  const moveAll: ManyPullRequests["moveAll"] = async (marker, more = {}, gone = []) => {
    await clone.start("work");
    for (const branch of branches) {
      const from = shape === "stacked" ? "HEAD" : "origin/main";
      await clone.git("checkout", "--quiet", "--no-track", "-B", branch, from);
      const own = { [`src/${branch}.js`]: `export const made = "${marker}";\n` };
      await clone.write({ ...own, ...more[branch] });
      await clone.git("add", "--all");
      await clone.git("commit", "--quiet", "--message", `Add ${branch}, ${marker}`);
    }
    const refs = branches.map((branch) => (gone.includes(branch) ? `:${branch}` : branch));
    await clone.git("push", "--quiet", "--force", "origin", ...refs);
  };
  await moveAll("first");
  const pulls: PullRequest[] = [];
  for (const [i, from] of branches.entries()) {
    const below = branches[i - 1];
    const to = shape === "stacked" && below !== undefined ? below : "main";
    pulls.push(await repository.propose({ from, to }));
  }
  await world.quiet();
  return { repository, pulls, clone, moveAll };
}

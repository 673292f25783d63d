import type { GatedRepository } from "./gated-repository.ts";
import type { World } from "./gated-world.ts";

/** An issue as people see it. */
export interface ShownIssue {
  readonly number: number;
  readonly state: string;
  readonly title: string;
  readonly body: string;
  readonly pull_request?: object;
}

/** The issues of a repository once the App is done, closed ones too; no pull requests. */
export async function issuesOf(
  world: World,
  repository: GatedRepository,
): Promise<readonly ShownIssue[]> {
  await world.quiet();
  const all = await repository.as("researcher").wanted("GET", "/issues?state=all");
  return (all as ShownIssue[]).filter((each) => each.pull_request === undefined);
}

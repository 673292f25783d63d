import type { Change } from "../../core/model/change.ts";
import { type Fact, known, mapFact, unavailable } from "../../core/model/fact.ts";
import type { CommandRequest } from "../../core/model/request.ts";
import { branchChange } from "../branch-change.ts";
import type { CommandPorts } from "./command.ts";

/**
 * The same ports for one command: what it speaks of is read once. On an issue that is the default branch,
 * as a change to itself; on a pull request the default branch is what came along.
 */
export function inOneReading(
  ports: CommandPorts,
  { onPullRequest, actor }: CommandRequest,
): CommandPorts {
  const main = once(async () => {
    const read = await ports.defaultBranch.read();
    // Whatever is written from an issue is proposed. Asked for now, it comes with what is asked for next.
    void ports.branch.proposed();
    return read;
  });
  const change = once(() => (onPullRequest ? ports.source.read() : readBranch()));
  const readBranch = async (): Promise<Fact<Change>> => {
    const read = await main();
    if (read.state === "unavailable") return read;
    return read.value === undefined
      ? unavailable("missing", "there is no default branch here, or nothing changes any more")
      : known(branchChange(read.value, actor));
  };
  const cameAlong = async (): ReturnType<typeof main> =>
    mapFact(await change(), ({ defaultBranch, defaultTip, now, organization, codeOwners }) => ({
      branch: defaultBranch,
      commit: defaultTip,
      now,
      codeOwners,
      ...(organization !== undefined && { organization }),
    }));
  return {
    ...ports,
    source: { read: change },
    defaultBranch: { read: onPullRequest ? cameAlong : main },
  };
}

function once<T>(read: () => Promise<T>): () => Promise<T> {
  let reading: Promise<T> | undefined;
  return () => (reading ??= read());
}

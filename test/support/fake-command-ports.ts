import { type Fact, known } from "../../src/core/model/fact.ts";
import type { FoundBranch, NewCommit, NewProposal } from "../../src/ports/branch.ts";
import type { CommandPorts } from "../../src/use-cases/commands/command.ts";
import type { FakeChange } from "./fake-change.ts";
import { fakeReviewers } from "./fake-reviewers.ts";
import { type FakePublisher, fakePublisher } from "./fake-publisher.ts";

export interface FakeCommandPorts extends CommandPorts {
  readonly publisher: FakePublisher;
  readonly acknowledged: number[];
  /** What was said, by marker: one stands under each. */
  readonly said: Map<string, string>;
  readonly commits: NewCommit[];
  /** What was said to stand as it is. */
  readonly recorded: string[];
  readonly proposals: NewProposal[];
  /** Branches that are there, by name. */
  readonly branches: Map<string, FoundBranch>;
}

/** Everything that a command may do, kept instead of done. */
export function fakeCommandPorts(
  change: FakeChange,
  committed: Fact<string> = known("c".repeat(40)),
): FakeCommandPorts {
  const acknowledged: number[] = [];
  const said = new Map<string, string>();
  const commits: NewCommit[] = [];
  const recorded: string[] = [];
  const proposals: NewProposal[] = [];
  const branches = new Map<string, FoundBranch>();
  return {
    ...change,
    publisher: fakePublisher(),
    reviewers: fakeReviewers(),
    sibling: () => change,
    defaultBranch: {
      read() {
        const { defaultBranch: branch, defaultTip: commit, now } = change.change;
        return Promise.resolve(known({ branch, commit, now }));
      },
    },
    repositoryUrl: "https://github.example/acme/scanner",
    acknowledged,
    said,
    commits,
    recorded,
    proposals,
    branches,
    conversation: {
      acknowledge(comment) {
        acknowledged.push(comment.id);
        return Promise.resolve(true);
      },
      record(body) {
        recorded.push(body);
        return Promise.resolve(1000 + recorded.length);
      },
      reply(marker, body) {
        said.set(marker, body);
        return Promise.resolve();
      },
    },
    branch: {
      commit(commit) {
        commits.push(commit);
        return Promise.resolve(committed);
      },
      proposed: () => Promise.resolve(known(branches)),
      propose(proposal) {
        if (committed.state === "unavailable") return Promise.resolve(committed);
        proposals.push(proposal);
        branches.set(proposal.branch, { pullRequest: 12 });
        return Promise.resolve(known({ commit: committed.value, pullRequest: known(12) }));
      },
    },
  };
}

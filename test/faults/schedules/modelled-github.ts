import type { Change, CheckRun } from "../../../src/core/model/change.ts";
import { known } from "../../../src/core/model/fact.ts";
import type { CheckReport } from "../../../src/ports/publisher.ts";
import type { PullRequests } from "../../../src/ports/pull-requests.ts";
import type { GatePorts } from "../../../src/use-cases/gate.ts";
import { aReview, type FakeChange, fakeChange } from "../../support/fake-change.ts";
import { fakeReviewers } from "../../support/fake-reviewers.ts";
import type { FakeTree } from "../../support/fake-repository.ts";
import {
  CARD,
  cardText,
  CHECKS,
  CONFIG,
  configText,
  scannerFiles,
} from "../../support/repository-files.ts";
import { raiseFiles } from "../../support/evidence-files.ts";

const base = scannerFiles();

/** What a head changes; each has a verdict of its own. */
export const CHANGES: readonly FakeTree[] = [
  { "docs/notes.md": "# Notes\n" },
  { [CARD]: cardText({ sections: { "Intended use": null } }) },
  raiseFiles(2, 3),
];

/** The policies that the default branch may come to; under the last no branch is gated. */
export const POLICIES: readonly FakeTree[] = [
  base,
  {
    ...base,
    [CONFIG]: configText("", "", CHECKS.replace("enforcement: block", "enforcement: observe")),
  },
  Object.fromEntries(Object.entries(base).filter(([path]) => path !== CONFIG)),
];
const UNGATED = POLICIES.length - 1;

/** Something that people do. */
export type Happening =
  | { readonly kind: "push"; readonly pull: number; readonly change: number }
  | { readonly kind: "approve" | "dismiss" | "close" | "reopen"; readonly pull: number }
  | { readonly kind: "finish-check" | "label"; readonly pull: number }
  | { readonly kind: "policy"; readonly policy: number };

/** A webhook without its delivery. */
export interface Webhook {
  readonly event: string;
  readonly payload: Readonly<Record<string, unknown>>;
}

interface Pull {
  readonly number: number;
  open: boolean;
  change: number;
  head: string;
  approved: boolean;
  updatedAt: number;
}

interface Run extends CheckRun {
  readonly report: CheckReport;
  readonly completedAt: number;
}

/** What people see of a pull request in the end, with nothing of it that differs between commits. */
export interface Shown {
  readonly pull: number;
  readonly checks: readonly {
    readonly name: string;
    readonly conclusion: string;
    readonly title: string;
    readonly text: string;
  }[];
}

/** A repository of GitHub's, kept as values. */
export interface ModelledGithub {
  readonly pullRequests: PullRequests;
  /** Something happens; gives the webhooks that tell of it. */
  happen(happening: Happening): readonly Webhook[];
  /** What the App gets to see of a pull request at this moment, and where it writes. */
  portsOf(pull: number): GatePorts;
  /** What it has come to, without its commits: equal ones are judged alike. */
  state(): string;
  /** The latest check runs on the heads of open pull requests; none where no branch is gated. */
  shown(): readonly Shown[];
}

/** Time as GitHub's clock has it, in milliseconds. */
type Now = () => number;

export const APP_ID = 4242;

/** Alike in every repository: verdicts tell them. */
function commit(pull: number, push: number): string {
  return `${"a".repeat(pull)}b${push}c`.padEnd(40, "0");
}

/** A repository with open pull requests of these numbers, of which no webhook has told yet. */
export function modelledGithub(id: number, numbers: readonly number[], now: Now): ModelledGithub {
  const pulls = new Map<number, Pull>(
    numbers.map((number) => [
      number,
      { number, open: true, change: 0, head: commit(number, 0), approved: false, updatedAt: now() },
    ]),
  );
  const runs = new Map<string, Run[]>();
  let policy = 0;
  let pushes = 0;
  let written = 0;
  const on = (number: number): Pull => {
    const pull = pulls.get(number);
    if (pull === undefined) throw new Error(`there is no pull request ${number}`);
    return pull;
  };
  const repository = { id, name: "scanner", owner: { login: "acme" }, default_branch: "main" };
  const sender = { id: 1, login: "ml-engineer", type: "User" };
  const webhook = (event: string, action: string | undefined, part: object): Webhook => ({
    event,
    payload: { ...(action && { action }), repository, sender, installation: { id: 77 }, ...part },
  });
  const ofPull = (pull: Pull, event: string, action: string, part: object = {}): Webhook =>
    webhook(event, action, {
      number: pull.number,
      pull_request: {
        number: pull.number,
        base: { ref: "main" },
        head: { sha: pull.head },
        merged: false,
      },
      ...part,
    });
  const happenTo = (pull: Pull, happening: Exclude<Happening, { kind: "policy" }>): Webhook[] => {
    switch (happening.kind) {
      case "push": {
        pushes += 1;
        pull.head = commit(pull.number, pushes);
        pull.change = happening.change;
        const push = { ref: `refs/heads/topic-${pull.number}`, after: pull.head, commits: [] };
        return [webhook("push", undefined, push), ofPull(pull, "pull_request", "synchronize")];
      }
      case "approve":
      case "dismiss": {
        pull.approved = happening.kind === "approve";
        const [action, state] = pull.approved
          ? ["submitted", "approved"]
          : ["dismissed", "dismissed"];
        return [ofPull(pull, "pull_request_review", action, { review: { state } })];
      }
      case "close":
      case "reopen":
        pull.open = happening.kind === "reopen";
        return [ofPull(pull, "pull_request", pull.open ? "reopened" : "closed")];
      case "label":
        return [ofPull(pull, "pull_request", "labeled")];
      case "finish-check": {
        const check_run = { name: "ci", head_sha: pull.head, app: { id: 15368 }, check_suite: {} };
        return [webhook("check_run", "completed", { check_run })];
      }
    }
  };
  const changeOf = (pull: Pull): FakeChange => {
    const head = { ...base, ...CHANGES[pull.change] };
    const fake = fakeChange({
      base: POLICIES[policy] ?? base,
      mergeBase: base,
      head,
      revisions: { [pull.head]: head },
      tags: [{ name: "v1.0.0", commit: "0519".padEnd(40, "0"), annotated: true }],
      people: { teams: { "acme/product": ["product-manager"] } },
      reviews: pull.approved ? [aReview("researcher", "approved", pull.head)] : [],
    });
    const seen: Change = {
      ...fake.change,
      head: pull.head,
      state: pull.open ? "open" : "closed",
      checkRuns: known([...(runs.get(pull.head) ?? [])]),
    };
    return { ...fake, change: seen, source: { read: () => Promise.resolve(known(seen)) } };
  };
  const latest = (sha: string): readonly Run[] => {
    const byName = new Map((runs.get(sha) ?? []).map((run) => [run.name, run]));
    return [...byName.values()];
  };
  const open = () => [...pulls.values()].filter((pull) => pull.open);
  return {
    happen(happening) {
      if (happening.kind === "policy") {
        policy = happening.policy;
        const commits = [{ modified: [CONFIG] }];
        return [webhook("push", undefined, { ref: "refs/heads/main", commits })];
      }
      const pull = on(happening.pull);
      pull.updatedAt = now();
      return happenTo(pull, happening);
    },
    portsOf(number) {
      const change = changeOf(on(number));
      return {
        ...change,
        reviewers: fakeReviewers(),
        sibling: () => change,
        repositoryUrl: "https://acme.example/scanner",
        publisher: {
          check(report) {
            const { name, headSha, digest } = report;
            const app = { id: APP_ID, slug: "mltrl-gate" };
            written += 1;
            const run: Run = { id: written, name, app, own: true, status: "completed", externalId: digest, report, completedAt: now() }; // prettier-ignore
            runs.set(headSha, [...(runs.get(headSha) ?? []), run]);
            return Promise.resolve();
          },
        },
      };
    },
    pullRequests: {
      open: () => Promise.resolve(open().map(({ number }) => ({ number }) as never)),
      look: () =>
        Promise.resolve({
          open: open().map(({ number, head, updatedAt }) => ({
            number,
            baseRef: "main",
            headSha: head,
            hasQueue: false,
            updatedAt: new Date(updatedAt).toISOString(),
            judgedAt: latest(head)
              .map(({ completedAt }) => new Date(completedAt).toISOString())
              .at(-1),
          })),
          merged: [],
          hasRecords: true,
          now: new Date(now()).toISOString(),
        }),
      withHead: (_, sha) =>
        Promise.resolve(
          open()
            .filter(({ head }) => head === sha)
            .map(({ number }) => number),
        ),
    },
    shown: () =>
      policy === UNGATED
        ? []
        : open().map(({ number, head }) => ({
            pull: number,
            checks: latest(head).map(({ name, report }) => ({
              name,
              conclusion: report.conclusion,
              title: report.title,
              text: `${report.summary}\n${report.text}`.replaceAll(head.slice(0, 7), "HEAD"),
            })),
          })),
    state: () =>
      JSON.stringify([
        policy,
        [...pulls.values()].map(({ open: isOpen, change, approved }) => [isOpen, change, approved]),
      ]),
  };
}

import { type Fact, known } from "../../src/core/model/fact.ts";
import type { Issue, Issues, IssueText } from "../../src/ports/issues.ts";

/** An issue as the fake keeps it. */
export interface KeptIssue extends Issue {
  readonly title: string;
  readonly assignees: readonly string[];
}

export interface FakeIssues extends Issues {
  /** Every issue there is, the first first. */
  readonly kept: KeptIssue[];
  /** What was asked, in order. */
  readonly asked: string[];
  /** Closes one as a person would: its text stays. */
  closeByHand(number: number): void;
}

function asFound({ number, open, body, closedAt }: KeptIssue): Issue {
  return { number, open, body, ...(closedAt !== undefined && { closedAt }) };
}

/** Issues in memory. */
export function fakeIssues(now: () => string = () => "2026-06-01T12:00:00Z"): FakeIssues {
  const kept: KeptIssue[] = [];
  const asked: string[] = [];
  const write = (number: number, changes: Partial<KeptIssue>): Promise<Fact<undefined>> => {
    const at = kept.findIndex((each) => each.number === number);
    const { closedAt: _, ...before } = kept[at] as KeptIssue;
    kept[at] = { ...before, ...changes };
    return Promise.resolve(known(undefined));
  };
  const holding = (marker: string): Issue[] =>
    kept
      .filter(({ body }) => body.includes(marker))
      .toReversed()
      .map(asFound);
  return {
    kept,
    asked,
    closeByHand: (number) => void write(number, { open: false, closedAt: now() }),
    find(marker) {
      asked.push("find");
      return Promise.resolve(known(holding(marker)));
    },
    search(marker) {
      asked.push("search");
      return Promise.resolve(known(holding(marker)));
    },
    open({ title, body }: IssueText, assignees) {
      asked.push("open");
      const number = kept.length + 1;
      kept.push({ number, open: true, title, body, assignees });
      return Promise.resolve(known(number));
    },
    edit(number, { title, body }) {
      asked.push("edit");
      return write(number, { title, body, open: true });
    },
    close(number, { title, body }) {
      asked.push("close");
      return write(number, { title, body, open: false, closedAt: now() });
    },
  };
}

import type { Fact } from "../core/model/fact.ts";

/** An issue that we opened. */
export interface Issue {
  readonly number: number;
  readonly open: boolean;
  readonly body: string;
  /** ISO 8601; undefined while it is open. */
  readonly closedAt?: string;
}

/** What an issue says. The body holds the marker by which it is found again. */
export interface IssueText {
  readonly title: string;
  readonly body: string;
}

/**
 * Issues of a repository that tell of its state. Unavailable as `not-visible` where the repository has no
 * issues, or where we may not write them.
 */
export interface Issues {
  /** Issues of ours, open or closed, whose body holds a marker; the latest first. */
  find(marker: string): Promise<Fact<readonly Issue[]>>;
  /** The same where there should be one, or must not be two: whatever it takes. */
  search(marker: string): Promise<Fact<readonly Issue[]>>;
  /** Opens an issue; assigned to these people if all of them can be, else to nobody. */
  open(text: IssueText, assignees: readonly string[]): Promise<Fact<number>>;
  /** Gives an issue another text; it is open afterwards. */
  edit(number: number, text: IssueText): Promise<Fact<undefined>>;
  /** Gives an issue its last text; it is closed afterwards. */
  close(number: number, text: IssueText): Promise<Fact<undefined>>;
}

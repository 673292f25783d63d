/** What the name of a record tells. */
export interface RecordName {
  readonly number: number;
  readonly pullRequest: number;
  /** The beginning of the merge commit's id. */
  readonly merge: string;
}

const NAME = /^(\d{6,})-(\d+)-([0-9a-f]{12})\.json$/;

/** The name of a record: its place in the chain, then what it is about. */
export function recordName(number: number, pullRequest: number, mergeCommit: string): string {
  return `${String(number).padStart(6, "0")}-${pullRequest}-${mergeCommit.slice(0, 12)}.json`;
}

/** Undefined where the name is not one that we give. */
export function readRecordName(name: string): RecordName | undefined {
  const [, number, pullRequest, merge] = NAME.exec(name) ?? [];
  return merge === undefined
    ? undefined
    : { number: Number(number), pullRequest: Number(pullRequest), merge };
}

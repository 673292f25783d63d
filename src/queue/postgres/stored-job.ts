import { createHash } from "node:crypto";

import type { WaitingJob } from "../waiting-job.ts";

/** What is kept in a job's data: pg-boss has no place for it elsewhere. */
export interface Envelope extends Omit<WaitingJob, "priority"> {
  /** By what the job is known, as JSON text: as a JSON value PostgreSQL would refuse some characters. */
  readonly name: string;
}

/** A job as it stands in its row; of one that runs, the tries are those before this one. */
export interface StoredJob extends Envelope, WaitingJob {
  readonly id: string;
  readonly group: string | undefined;
}

/** One run of one job. What is said of a run that is no longer the current one has no effect. */
export interface Run {
  readonly id: string;
  /** Counts how often the job was ever taken. */
  readonly attempt: number;
  /** By this name its job and those of the same key are locked. */
  readonly lock: string;
}

/** By what a job is known: one of both. */
export interface Name {
  readonly id?: string | undefined;
  readonly key?: string | undefined;
}

/** A name as it is stored in an envelope. */
export function storedName(name: Name): string {
  return JSON.stringify(name);
}

/** The name that an envelope has stored. */
export function nameOf({ name }: Pick<Envelope, "name">): Required<Name> {
  const { id, key } = JSON.parse(name) as Name;
  return { id, key };
}

/** A name as an identifier, however long it is and whatever is in it. */
export function identify(kind: "id" | "key", name: string): string {
  const hash = createHash("sha256").update(`${kind} ${name}`).digest("hex");
  // Of version 8, as what a UUID of one's own making is to have.
  return [
    hash.slice(0, 8),
    hash.slice(8, 12),
    `8${hash.slice(13, 16)}`,
    `8${hash.slice(17, 20)}`,
    hash.slice(20, 32),
  ].join("-");
}

/** A group as it is stored; jobs of no group are one group as well, and come first. */
export function storedGroup(group: string | undefined): { readonly id: string } {
  return { id: group === undefined ? "-" : `.${group}` };
}

/** The group that is stored so. */
export function groupOf(stored: string): string | undefined {
  return stored === "-" ? undefined : stored.slice(1);
}

let count = 0;

/** Jobs of one moment stay in the order in which they came: by microseconds, in the past of that moment. */
export function place(): number {
  count = (count + 1) % 1_000;
  return count;
}

/** An instant in milliseconds as PostgreSQL reads it, with a place within the millisecond before it. */
export function inPlace(instant: number): string {
  const text = new Date(Math.floor(instant) - 1).toISOString();
  return `${text.slice(0, -1)}${String(place()).padStart(3, "0")}Z`;
}

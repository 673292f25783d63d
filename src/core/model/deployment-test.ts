import type { Place } from "./place.ts";

/** A test of the component in or beside production: shadow, canary, A/B, blue-green, rollback, stress. */
export interface DeploymentTest {
  readonly path: string;
  readonly environment: string;
  /** The version that was tested. */
  readonly version: string;
  /** ISO 8601 dates or instants. */
  readonly start: string;
  readonly end: string;
  readonly passed: boolean;
  readonly regressions: readonly Regression[];
  /** The workflow that runs it again and again, by path. */
  readonly workflow?: string;
}

/** Something that was better before. */
export interface Regression {
  readonly what: string;
  /** Who lives with it, and why. */
  readonly acceptedBy?: string;
  readonly reason?: string;
  readonly place: Place;
}

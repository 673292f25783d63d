import type { Document } from "./document.ts";

/**
 * Grades of data readiness from the lowest to the highest, after Lawrence 2017 ("Data Readiness
 * Levels", arXiv:1705.02245): band C is about access, B about validity, A about fitness for a task.
 */
export const READINESS_GRADES = [
  "C4",
  "C3",
  "C2",
  "C1",
  "B4",
  "B3",
  "B2",
  "B1",
  "A4",
  "A3",
  "A2",
  "A1",
] as const;
export type ReadinessGrade = (typeof READINESS_GRADES)[number];

/** What a datasheet says of how ready its data is; what it does not speak of is absent. */
export interface DataReadiness {
  readonly quality?: string;
  readonly validity?: string;
  readonly availability?: string;
  /** A band alone, such as B, is read as its lowest grade. */
  readonly band?: ReadinessGrade;
}

/** The document that describes a dataset: a datasheet, a dataset card or Croissant metadata. */
export interface Datasheet extends Document {
  readonly readiness?: DataReadiness;
  /** Absent where the datasheet does not say it. */
  readonly relatesToPeople?: boolean;
}

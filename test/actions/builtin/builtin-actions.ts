import type { JobState, StepEnd } from "../run/job-state.ts";
import { attest } from "./attest.ts";
import { checkout } from "./checkout.ts";
import { downloadArtifact } from "./download-artifact.ts";
import { uploadArtifact } from "./upload-artifact.ts";

export type BuiltinAction = (
  job: JobState,
  inputs: Readonly<Record<string, string>>,
) => Promise<StepEnd>;

/** GitHub's own actions that the runner stands in for, whatever their ref. */
export const builtinActions: Readonly<Record<string, BuiltinAction>> = {
  "actions/attest": attest,
  "actions/checkout": checkout,
  "actions/download-artifact": downloadArtifact,
  "actions/upload-artifact": uploadArtifact,
};

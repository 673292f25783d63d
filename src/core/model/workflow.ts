/** A workflow of GitHub Actions, as far as it says when it runs. */
export interface Workflow {
  readonly path: string;
  readonly name: string;
  /** Cron expressions; empty where nothing runs it regularly. */
  readonly schedules: readonly string[];
}

import { type Fact, known, unavailable } from "../core/model/fact.ts";
import type { RunFacts } from "../core/model/run-facts.ts";

/** The parts of an event that say which head it is about (docs: events-that-trigger-workflows). */
interface EventPayload {
  readonly pull_request?: { readonly head?: { readonly sha?: string } };
  readonly merge_group?: { readonly head_sha?: string };
}

const NEEDED = [
  "GITHUB_EVENT_NAME",
  "GITHUB_REPOSITORY_ID",
  "GITHUB_RUN_ATTEMPT",
  "GITHUB_RUN_ID",
  "GITHUB_SHA",
  "GITHUB_WORKFLOW_REF",
] as const;

/** Reads what the runner says of its run in the environment and in the event. */
export function readRunFacts(
  environment: Readonly<Record<string, string | undefined>>,
  event: unknown,
): Fact<RunFacts> {
  const lacking = NEEDED.filter((name) => (environment[name] ?? "") === "");
  if (lacking.length > 0) {
    return unavailable(
      "missing",
      `only a run of a workflow delivers reports, and its runner sets ${lacking.join(", ")}; reports that are made elsewhere are committed and stamped, with "mltrl stamp"`,
    );
  }
  const given = (name: (typeof NEEDED)[number]): string => environment[name] ?? "";
  const payload = (event ?? {}) as EventPayload;
  const sha = given("GITHUB_SHA");
  return known({
    repositoryId: Number(given("GITHUB_REPOSITORY_ID")),
    event: given("GITHUB_EVENT_NAME"),
    headSha: payload.pull_request?.head?.sha ?? payload.merge_group?.head_sha ?? sha,
    sha,
    id: Number(given("GITHUB_RUN_ID")),
    attempt: Number(given("GITHUB_RUN_ATTEMPT")),
    workflowRef: given("GITHUB_WORKFLOW_REF"),
  });
}

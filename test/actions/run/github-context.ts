import type { Trigger } from "../../github/state/actions.ts";
import { shortName, type Subject } from "../events/subject.ts";
import type { WorkflowFile } from "../workflow/read-workflow.ts";

type Parties = {
  readonly repository: {
    readonly id: number;
    readonly owner: { readonly id: number; readonly login: string };
    readonly html_url: string;
  };
  readonly sender: { readonly id: number; readonly login: string };
};

/** The `github` context of a run: page "Contexts reference". A job adds its name, token and workspace. */
export function githubContext(
  url: string,
  file: WorkflowFile,
  trigger: Trigger,
  subject: Subject,
  run: {
    readonly id: number;
    readonly number: number;
    readonly attempt: number;
    readonly by: string;
  },
): Record<string, unknown> {
  const { repository, sender } = trigger.payload as unknown as Parties;
  return {
    actor: trigger.actor,
    actor_id: String(sender.id),
    api_url: url,
    base_ref: subject.baseRef,
    event: trigger.payload,
    event_name: trigger.event,
    graphql_url: `${url}/graphql`,
    head_ref: subject.headRef,
    ref: subject.ref,
    ref_name: shortName(subject.ref),
    ref_protected: false,
    ref_type: subject.ref.startsWith("refs/tags/") ? "tag" : "branch",
    repository: trigger.repository,
    repository_id: String(repository.id),
    repository_owner: repository.owner.login,
    repository_owner_id: String(repository.owner.id),
    repositoryUrl: `git://${trigger.repository}.git`,
    retention_days: "90",
    run_attempt: String(run.attempt),
    run_id: String(run.id),
    run_number: String(run.number),
    secret_source: subject.fromFork ? "None" : "Actions",
    server_url: url,
    sha: subject.sha,
    triggering_actor: run.by,
    workflow: file.name,
    workflow_ref: `${trigger.repository}/${file.path}@${subject.ref}`,
    workflow_sha: subject.sha,
  };
}

import { createHash } from "node:crypto";
import { globSync, readFileSync, statSync } from "node:fs";
import { isAbsolute, join, relative } from "node:path";
import type { JobState, StepEnd } from "../run/job-state.ts";
import { unsupported } from "../workflow/parts.ts";
import { failed, inputsWith } from "./inputs.ts";

/** At most as many files as one attestation may be on. */
const MOST = 1024;

/**
 * `actions/attest` in its mode for provenance: has the files signed by whoever certifies the identity of jobs, and
 * hands the signature to GitHub.
 */
export async function attest(
  job: JobState,
  given: Readonly<Record<string, string>>,
): Promise<StepEnd> {
  const inputs = inputsWith("actions/attest", given, { "subject-path": "" });
  const { sigstore, github } = job.run.options;
  if (sigstore === undefined) throw unsupported(job.name, "actions/attest: say who certifies");
  if (job.permissions["id_token"] !== "write") {
    return failed(job, "Failed to get ID token: missing \"id-token\" permission. Please add \"permissions: id-token: write\" to your workflow."); // prettier-ignore
  }
  const pattern = inputs["subject-path"];
  const files = globSync(isAbsolute(pattern) ? pattern : join(job.workspace, pattern)).filter(
    (path) => statSync(path).isFile(),
  );
  if (files.length === 0) return failed(job, `Could not find subject at path ${pattern}`);
  if (files.length > MOST) return failed(job, `Too many subjects specified: ${files.length}`);
  const context = job.contexts["github"] as Readonly<Record<string, string>>;
  const { repository = "", server_url: server = "" } = context;
  const subject = files.map((path) => ({
    name: relative(job.workspace, path),
    digest: { sha256: createHash("sha256").update(readFileSync(path)).digest("hex") },
  }));
  const bundle = await sigstore.sign(
    {
      _type: "https://in-toto.io/Statement/v1",
      subject,
      predicateType: "https://slsa.dev/provenance/v1",
      predicate: { buildDefinition: {}, runDetails: {} },
    },
    {
      signer: (job.contexts["job"] as Readonly<Record<string, string>>)["workflow_ref"] ?? "",
      repository,
      repositoryId: Number(context["repository_id"]),
      commit: context["sha"] ?? "",
      run: Number(context["run_id"]),
      attempt: Number(context["run_attempt"]),
    },
  );
  const response = await fetch(`${github.url}/repos/${repository}/attestations`, {
    method: "POST",
    headers: { authorization: `token ${job.token}`, "content-type": "application/json" },
    body: JSON.stringify({ bundle }),
  });
  if (response.status !== 201) {
    return failed(
      job,
      `Failed to persist attestation: ${response.status} ${await response.text()}`,
    );
  }
  const { id } = (await response.json()) as { id: number };
  job.log.push(`Attestation created for ${subject.length} subjects`);
  return {
    succeeded: true,
    outputs: {
      "attestation-id": String(id),
      "attestation-url": `${server}/${repository}/attestations/${id}`,
    },
  };
}

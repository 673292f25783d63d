import { BUTTONS } from "../core/model/button.ts";
import type { CheckReport, Publisher } from "../ports/publisher.ts";
import type { InstallationClient } from "./installation-client.ts";

/** GitHub takes 50 annotations a request and adds those of later requests to the earlier ones. */
const ANNOTATIONS_PER_REQUEST = 50;

/** Shows verdicts as check runs. */
export function checkPublisher(
  client: InstallationClient,
  { owner, name: repo }: { readonly owner: string; readonly name: string },
): Publisher {
  return {
    /**
     * A run that is still going is brought to its end. A completed one cannot go back and would keep its
     * old annotations, so that a new one of the same name takes its place.
     */
    async check(report, previous) {
      const [first = [], ...rest] = pagesOf(report.annotations);
      const id =
        previous !== undefined && previous.status !== "completed" ? previous.id : undefined;
      const body = { owner, repo, ...bodyOf(report), output: outputOf(report, first) };
      const run =
        id === undefined
          ? await client.rest<{ id: number }>("POST /repos/{owner}/{repo}/check-runs", {
              ...body,
              head_sha: report.headSha,
            })
          : await client.rest<{ id: number }>(
              "PATCH /repos/{owner}/{repo}/check-runs/{check_run_id}",
              {
                ...body,
                check_run_id: id,
              },
            );
      for (const page of rest) {
        await client.rest("PATCH /repos/{owner}/{repo}/check-runs/{check_run_id}", {
          owner,
          repo,
          check_run_id: run.id,
          output: outputOf(report, page),
        });
      }
    },
  };
}

function bodyOf({ name, conclusion, digest, buttons }: CheckReport): Record<string, unknown> {
  return {
    name,
    external_id: digest,
    ...(conclusion === "in_progress"
      ? { status: "in_progress" }
      : { status: "completed", conclusion }),
    actions: buttons.map((identifier) => {
      const { label, description } = BUTTONS[identifier];
      return { label, description, identifier };
    }),
  };
}

function outputOf(
  { title, summary, text }: CheckReport,
  annotations: CheckReport["annotations"],
): Record<string, unknown> {
  return {
    title,
    summary,
    ...(text !== "" && { text }),
    annotations: annotations.map(({ path, line, level, title: heading, message }) => ({
      path,
      start_line: line,
      end_line: line,
      annotation_level: level,
      title: heading,
      message,
    })),
  };
}

function pagesOf(annotations: CheckReport["annotations"]): CheckReport["annotations"][] {
  return Array.from(
    { length: Math.ceil(annotations.length / ANNOTATIONS_PER_REQUEST) },
    (_, page) =>
      annotations.slice(page * ANNOTATIONS_PER_REQUEST, (page + 1) * ANNOTATIONS_PER_REQUEST),
  );
}

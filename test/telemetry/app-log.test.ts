import { expect, test } from "@jest/globals";
import { UpstreamError } from "../../src/core/errors.ts";
import { createLog, logOfProbot } from "../../src/telemetry/app-log.ts";
import { inJob } from "../../src/telemetry/job-context.ts";

function heard(level: string) {
  const lines: string[] = [];
  const log = createLog(level, { write: (line) => void lines.push(line) });
  const parsed = () => lines.map((line) => JSON.parse(line) as Record<string, unknown>);
  return { log, lines, parsed };
}

/** As Octokit throws it, with what was to be written and what GitHub said. */
function refused(): Error {
  const url = "https://api.github.test/repos/acme/kept-secret/check-runs";
  const headers = { authorization: "token kept-secret" };
  return Object.assign(new Error("Validation Failed"), {
    name: "HttpError",
    status: 422,
    request: { method: "POST", url, headers, body: '{"summary":"kept-secret"}' },
    response: { status: 422, url, headers: {}, data: { message: "kept-secret" } },
  });
}

test("an error is told without the request that it carries, and so are its causes", () => {
  const { log, lines, parsed } = heard("trace");
  log.warn({ err: refused() }, "a job failed");
  log.warn(new UpstreamError("GitHub did not answer", { cause: refused() }));
  log.warn({ err: "a text" }, "something odd");
  expect(parsed()).toMatchObject([
    { msg: "a job failed", err: { type: "HttpError", status: 422, message: "Validation Failed" } },
    { err: { type: "UpstreamError", cause: { type: "HttpError", status: 422 } } },
    { err: { message: "a text" } },
  ]);
  expect(lines.join("")).not.toContain("kept-secret");
});

test("each line in the course of a job names it, and none outside of one", async () => {
  const { log, parsed } = heard("info");
  const job = { queue: "gates", attempt: 2, delivery: "d", askedAt: 5, installation: 7, repository: 8, pullRequest: 9 }; // prettier-ignore
  await inJob(job, async () => {
    await Promise.resolve();
    log.info({ head: "abc" }, "judged");
  });
  log.info("listening");
  const [within, outside] = parsed();
  const { askedAt: _, ...told } = job;
  expect(within).toMatchObject({ ...told, head: "abc", msg: "judged" });
  expect(within).not.toHaveProperty("askedAt");
  expect(outside).not.toHaveProperty("queue");
});

test.each([
  ["trace", ["odd"]],
  ["info", ["odd"]],
  ["warn", ["odd"]],
  ["error", []],
])("of what Probot says at level %s is heard: %j", (level, expected) => {
  const { log, parsed } = heard(level);
  const probot = logOfProbot(log).child({ name: "octokit" });
  probot.debug("a whole webhook");
  probot.info("a request");
  probot.warn("odd");
  expect(parsed().map(({ msg }) => msg)).toEqual(expected);
});

import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { runArtifactClient } from "../actions/client/run-artifact-client.ts";
import { createTestbed, type Testbed } from "./testbed.ts";

// Everything here goes through GitHub's own client, `@actions/artifact`.

let bed: Testbed;
let root: string;
beforeAll(async () => {
  bed = await createTestbed();
  root = mkdtempSync(join(tmpdir(), "upload-"));
  mkdirSync(join(root, "reports"));
  writeFileSync(join(root, "reports/unit.xml"), "<testsuite/>\n");
  writeFileSync(join(root, "manifest.json"), "{}\n");
});
afterAll(async () => {
  rmSync(root, { recursive: true });
  await bed.close();
});

const actions = "/repos/acme/zoo/actions";
const start = async () => {
  const workflow = ".github/workflows/ci.yml";
  const { run } = await bed.github.startRun({ repository: "acme/zoo", workflow });
  return { run, job: await bed.github.startJob({ run, name: "build" }) };
};
const upload = (name: string, more: object = {}) => ({
  upload: {
    name,
    root,
    files: [join(root, "reports/unit.xml"), join(root, "manifest.json")],
    ...more,
  },
});

test("what a job uploads is listed, and downloads as the zip of its files", async () => {
  const { run, job } = await start();
  const { result, error } = await runArtifactClient(job, upload("evidence"));
  expect(error).toBeUndefined();
  const { id, size, digest } = result as { id: number; size: number; digest: string };
  const { body } = await bed.request("app", "GET", `${actions}/runs/${run}/artifacts`);
  expect(body).toMatchObject({
    artifacts: [{ id, name: "evidence", size_in_bytes: size, digest: `sha256:${digest}` }],
  });
  const response = await fetch(`${bed.github.url}${actions}/artifacts/${id}/zip`, {
    headers: { "user-agent": "tests", authorization: `Bearer ${bed.tokens["app"]}` },
  });
  const zip = Buffer.from(await response.arrayBuffer());
  expect(zip.toString("latin1")).toMatch(/^PK/);
  expect(zip.includes("reports/unit.xml")).toBe(true);
  expect(zip.includes("manifest.json")).toBe(true);
});

test("a job of the same run downloads it by name", async () => {
  const { run, job } = await start();
  await runArtifactClient(job, upload("evidence"));
  const other = await bed.github.startJob({ run, name: "judge" });
  const path = join(root, "there");
  const { error } = await runArtifactClient(other, { download: { name: "evidence", path } });
  expect(error).toBeUndefined();
  expect(readFileSync(join(path, "reports/unit.xml"), "utf8")).toBe("<testsuite/>\n");
});

// actions/upload-artifact, "Breaking Changes": artifacts are immutable
test("a name is taken once in an attempt, also by another job", async () => {
  const { run, job } = await start();
  await runArtifactClient(job, upload("evidence"));
  const other = await bed.github.startJob({ run, name: "other" });
  const { error } = await runArtifactClient(other, upload("evidence"));
  expect(error).toContain("an artifact with this name already exists on the workflow run");
});

test("the next attempt uploads the name anew, and both are listed", async () => {
  const { run, job } = await start();
  await runArtifactClient(job, upload("evidence"));
  await bed.github.finishRun({ run });
  await bed.github.rerun({ run, sender: "bob" });
  const again = await bed.github.startJob({ run, name: "build" });
  expect((await runArtifactClient(again, upload("evidence"))).error).toBeUndefined();
  const listed = async (latest: boolean) =>
    (await runArtifactClient(again, { list: { latest } })).result;
  expect(await listed(false)).toMatchObject({
    artifacts: [{ name: "evidence" }, { name: "evidence" }],
  });
  expect(await listed(true)).toMatchObject({ artifacts: [{ name: "evidence" }] });
});

test("an upload may ask for less time than the repository gives", async () => {
  const { run, job } = await start();
  await runArtifactClient(job, upload("evidence", { retentionDays: 1 }));
  await bed.github.shiftTime({ milliseconds: 25 * 3_600_000 });
  const token = await bed.github.installationToken({ installation: 777 });
  const { body } = await bed.request(token, "GET", `${actions}/runs/${run}/artifacts`);
  expect(body).toMatchObject({ artifacts: [{ name: "evidence", expired: true }] });
  await bed.github.shiftTime({ milliseconds: 0 });
});

test("a token that is not ours uploads nothing, nor does one of another run", async () => {
  const [one, other] = [await start(), await start()];
  const [head = "", body = ""] = one.job.runtimeToken.split(".");
  const forged = `${head}.${body}.${Buffer.from("forged").toString("base64url")}`;
  const service = "twirp/github.actions.results.api.v1.ArtifactService/ListArtifacts";
  const list = async (token: string, run: string) =>
    fetch(`${one.job.resultsUrl}${service}`, {
      method: "POST",
      headers: { authorization: `Bearer ${token}`, "content-type": "application/json" },
      body: JSON.stringify({ workflow_run_backend_id: run }),
    });
  const own = runIdOf(one.job.runtimeToken);
  expect((await list(one.job.runtimeToken, own)).status).toBe(200);
  expect((await list(forged, own)).status).toBe(401);
  expect((await list(one.job.runtimeToken, runIdOf(other.job.runtimeToken))).status).toBe(403);
});

function runIdOf(token: string): string {
  const { scp } = JSON.parse(Buffer.from(token.split(".")[1] ?? "", "base64url").toString()) as {
    scp: string;
  };
  return /Actions\.Results:([^:]+):/.exec(scp)?.[1] ?? "";
}

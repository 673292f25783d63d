import { describe, expect, test } from "@jest/globals";
import type { EvidenceManifest } from "../../../src/core/model/ci-report.ts";
import { openArtifact } from "../../../src/evidence/artifact/open-artifact.ts";
import { evidenceZip, manifestOf } from "../../support/evidence-artifact.ts";
import { aRun } from "../../support/fake-run.ts";
import { makeZip, type ZippedFile } from "../../support/make-zip.ts";

const REPOSITORY = 5;
const RUN = aRun();
const REPORTS = { "reports/unit.xml": "<testsuite/>", "reports/coverage.xml": "<coverage/>" };
const MANIFEST = manifestOf(RUN, REPOSITORY, REPORTS);

async function whyRefused(zip: Uint8Array): Promise<string> {
  const opened = await openArtifact(zip, RUN, REPOSITORY);
  if (opened.state === "known") throw new Error("it was opened");
  expect(opened.cause).toBe("invalid");
  return opened.reason;
}

test("an artifact gives its reports as its job wrote them", async () => {
  const zip = evidenceZip(MANIFEST, REPORTS, [{ name: "reports/", mode: 0o040_755, method: 0 }]);
  const opened = await openArtifact(zip, RUN, REPOSITORY);
  if (opened.state === "unavailable") throw new Error(opened.reason);
  expect(opened.value.manifest).toEqual(MANIFEST);
  const bytes = await opened.value.bytes("reports/unit.xml");
  expect(bytes.state === "known" && new TextDecoder().decode(bytes.value)).toBe("<testsuite/>");
  expect(await opened.value.bytes("reports/other.xml")).toMatchObject({ cause: "missing" });
});

test("a thousand reports are as good as one", async () => {
  const many: Record<string, string> = {};
  for (let i = 0; i < 1000; i += 1)
    many[`reports/of/a/component/with/a/long/name/${i}.xml`] = `${i}`;
  const zip = evidenceZip(manifestOf(RUN, REPOSITORY, many), many);
  expect((await openArtifact(zip, RUN, REPOSITORY)).state).toBe("known");
});

test("a required workflow has its file in another repository", async () => {
  const manifest = { ...MANIFEST, workflowRef: `acme/ci/${RUN.workflow}@refs/heads/main` };
  const opened = await openArtifact(evidenceZip(manifest, REPORTS), RUN, REPOSITORY);
  expect(opened.state).toBe("known");
});

describe("what is of something else is refused", () => {
  test.each<[string, Partial<EvidenceManifest>, RegExp]>([
    ["another repository", { repositoryId: 6 }, /speaks of repository 6, and this is 5/],
    ["another commit", { headSha: "b".repeat(40) }, /speaks of commit b+, and this is/],
    ["another run", { runId: 11 }, /speaks of run 11, and this is 12/],
    ["an attempt to come", { runAttempt: 3 }, /speaks of attempt 3, and this is 2/],
    ["another workflow", { workflowRef: "acme/scanner/.github/workflows/other.yml@refs/heads/main" }, /speaks of workflow \.github\/workflows\/other\.yml/], // prettier-ignore
  ])("%s", async (_, wrong, why) => {
    const run = aRun({ attempt: 2 });
    const manifest = { ...manifestOf(run, REPOSITORY, REPORTS), ...wrong };
    const opened = await openArtifact(evidenceZip(manifest, REPORTS), run, REPOSITORY);
    expect(opened).toMatchObject({ cause: "invalid", reason: expect.stringMatching(why) });
  });
});

describe("what is not as its manifest lists it is refused", () => {
  test("a report that was swapped, whatever its length", async () => {
    const zip = evidenceZip(MANIFEST, { ...REPORTS, "reports/unit.xml": "<testsuits/>" });
    expect(await whyRefused(zip)).toMatch(/reports\/unit\.xml in it is not the file of 12 bytes/);
  });
  test("a report that is not there", async () => {
    const zip = evidenceZip(MANIFEST, { "reports/unit.xml": "<testsuite/>" });
    expect(await whyRefused(zip)).toMatch(/lists reports\/coverage\.xml, which is not in it/);
  });
  test("a file that nobody listed", async () => {
    const zip = evidenceZip(MANIFEST, REPORTS, [{ name: "planted.xml", content: "x" }]);
    expect(await whyRefused(zip)).toMatch(/planted\.xml is in it, which its .* does not list/);
  });
  test("a path that is listed twice", async () => {
    const manifest = { ...MANIFEST, files: [...MANIFEST.files, ...MANIFEST.files.slice(0, 1)] };
    expect(await whyRefused(evidenceZip(manifest, REPORTS))).toMatch(/lists .*unit\.xml twice/);
  });
  test("no manifest, or one that cannot be read", async () => {
    expect(await whyRefused(makeZip([{ name: "a.xml" }]))).toMatch(/has no mltrl-evidence\.json/);
    const broken = makeZip([{ name: "mltrl-evidence.json", content: '{"version": 2}' }]);
    expect(await whyRefused(broken)).toMatch(/^its mltrl-evidence\.json cannot be read: /);
  });
});

describe("an archive that could do harm is refused as a whole", () => {
  const zeros = new Uint8Array(2 * 1024 * 1024);
  test.each<[string, ZippedFile, RegExp]>([
    ["a path that leads out", { name: "../../etc/passwd" }, /invalid relative path/],
    ["a path that leads out further in", { name: "a/../../b" }, /invalid relative path/],
    ["an absolute path", { name: "/etc/passwd" }, /absolute path/],
    ["a drive", { name: "C:/windows" }, /absolute path/],
    ["a backslash", { name: "a\\..\\b" }, /invalid characters/],
    ["an empty part", { name: "a//b" }, /leads out of its folder/],
    ["a link", { name: "link", content: "/etc/passwd", mode: 0o120_777 }, /link in it is a link or a device/], // prettier-ignore
    ["a device", { name: "device", mode: 0o020_666 }, /is a link or a device/],
    ["a name twice", { name: "reports/unit.xml" }, /reports\/unit\.xml in it is there twice/],
    ["an encrypted file", { name: "secret", flags: 1 }, /is encrypted/],
    ["an unknown method", { name: "lzma", method: 14 }, /is packed by method 14/],
    ["a bomb", { name: "bomb", content: zeros }, /bomb in it unfolds to more than 250 times its size/], // prettier-ignore
    ["a file larger than it says", { name: "liar", content: zeros, size: 10 }, /too many bytes/], // prettier-ignore
    ["a file smaller than it says", { name: "liar", content: "x", size: 10 }, /not enough bytes/],
    ["more than fits", { name: "huge", method: 0, size: 200_000_000, packedSize: 200_000_000 }, /unfolds to 2000\d+ bytes; at most 104857600 are read/], // prettier-ignore
  ])("%s", async (_, file, why) => {
    expect(await whyRefused(evidenceZip(MANIFEST, REPORTS, [file]))).toMatch(why);
  });
  test("too many files", async () => {
    expect(await whyRefused(makeZip([{ name: "a" }], 5000))).toMatch(/it holds 5000 files/);
  });
  test("something else than an archive, and one that was cut", async () => {
    expect(await whyRefused(new TextEncoder().encode("no archive"))).toMatch(/is no zip archive/);
    const whole = evidenceZip(MANIFEST, REPORTS);
    expect(await whyRefused(whole.subarray(0, whole.length - 30))).toMatch(/is no zip archive/);
  });
});

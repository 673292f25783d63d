import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import type { EvidenceManifest } from "../../src/core/model/ci-report.ts";
import { isInside, parseManifest, writeManifest } from "../../src/evidence/manifest.ts";

const MANIFEST: EvidenceManifest = {
  repositoryId: 7,
  headSha: "a".repeat(40),
  checkedOutSha: "b".repeat(40),
  treeSha: "c".repeat(40),
  runId: 12,
  runAttempt: 2,
  workflowRef: "acme/vision/.github/workflows/ci.yml@refs/heads/main",
  files: [
    { path: "reports/unit.xml", sha256: "d".repeat(64), bytes: 120, format: "junit" },
    { path: "reports/coverage.xml", sha256: "e".repeat(64), bytes: 0, component: "detector" },
  ],
};

function read(change: (text: string) => string) {
  return parseManifest(
    change(writeManifest(MANIFEST, "2026-06-01T12:00:00Z")),
    "mltrl-evidence.json",
  );
}

describe("a manifest of evidence", () => {
  test("reads back as it was written", () => {
    expect(read((text) => text)).toEqual({ state: "known", value: MANIFEST });
  });

  test.each([
    ["of another format", '"version": 1', '"version": 2'],
    ["with a key that nobody knows", '"version": 1,', '"version": 1, "signed": true,'],
    ["without the head", '"head-sha"', '"head"'],
    ["with a short digest", `"${"d".repeat(64)}"`, '"dddd"'],
    ["with a path that leaves the folder", "reports/unit.xml", "../unit.xml"],
    ["with an absolute path", "reports/unit.xml", "/etc/passwd"],
    ["with a path of Windows", "reports/unit.xml", "C:\\\\unit.xml"],
    ["with a negative size", '"bytes": 120', '"bytes": -1'],
  ])("is refused %s", (_, good, bad) => {
    const manifest = read((text) => {
      expect(text).toContain(good);
      return text.replace(good, bad);
    });
    expect(manifest).toMatchObject({ state: "unavailable", cause: "invalid" });
  });

  test("takes no path that resolves to another place than it names", () => {
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom("a", "b", "..", ".", "", "c d")).map((parts) => parts.join("/")),
        (path) => {
          const resolved = new URL(`http://host/root/${path}`).pathname;
          const plain = `/root/${path.replaceAll(" ", "%20")}`;
          expect(isInside(path)).toBe(
            resolved === plain && path !== "" && !path.split("/").includes(""),
          );
        },
      ),
    );
  });
});

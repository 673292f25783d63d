import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, jest, test } from "@jest/globals";

jest.setTimeout(60_000);

const folders: string[] = [];
afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});

function bundle(): (name: string) => Buffer {
  const folder = mkdtempSync(join(tmpdir(), "mltrl-bundle-"));
  folders.push(folder);
  execFileSync(process.execPath, ["scripts/build-action.ts", folder], { stdio: "ignore" });
  return (name) => readFileSync(join(folder, name));
}

test("the same sources give the same bytes, within the size that is allowed, with all licences", () => {
  const [one, other] = [bundle(), bundle()];
  for (const name of ["index.js", "licenses.txt", "package.json"]) {
    expect(one(name).equals(other(name))).toBe(true);
  }
  expect(one("index.js").length).toBeLessThan(1_500_000);
  // A path of this machine would differ on another.
  expect(one("index.js").includes(process.cwd())).toBe(false);
  const licences = one("licenses.txt").toString();
  expect(licences).toMatch(/^@actions\/core [\d.]+ \(MIT\)$/m);
  expect(licences).toMatch(/^zod [\d.]+ \(MIT\)$/m);
  expect(licences).not.toMatch(/^undici /m);
});

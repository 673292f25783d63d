import { describe, expect, test } from "@jest/globals";
import { CARD, cardWith, CONTENT, driftOf, ENTRY, tipFiles } from "../support/deployed-world.ts";
import { mltrl } from "./command-line.ts";
import { temporaryRepositories } from "./repositories.ts";

const repository = temporaryRepositories();

/** A repository in which 1.4.0 runs, with a report of a day. The command line's day is 2026-06-01. */
function running(madeAt = "2026-05-30") {
  const made = repository({ ...tipFiles(), ...CONTENT, [CARD]: cardWith([]) });
  made.git("tag", "--annotate", "--message", "1.4.0", ENTRY.tag);
  made.commit("runs", { ...(tipFiles() as Record<string, string>), ...driftOf(madeAt) });
  return made;
}

const deployed = (folder: string, ...more: string[]) =>
  mltrl(folder, ["check", "--deployed", ...more]);

describe("check --deployed", () => {
  test("ends with 0 where everything that runs is in order", async () => {
    const { folder } = running();
    const { code, out, err } = await deployed(folder);
    expect({ code, err }).toEqual({ code: 0, err: "" });
    expect(out).toContain("1 deployed component, all in order");
    expect((await deployed(folder, "--all")).out).toContain("✓ monitoring-fresh-data-drift");
  });

  test("ends with 1 where something is stale, in each form", async () => {
    const { folder } = running("2026-05-20");
    const title = "detector 1.4.0 in production: 1 check is stale";
    for (const form of [[], ["--json"], ["--markdown"]]) {
      const { code, out } = await deployed(folder, ...form);
      expect([code, out]).toEqual([1, expect.stringContaining(title)]);
    }
    const parsed: unknown = JSON.parse((await deployed(folder, "--json")).out);
    expect(parsed).toMatchObject({ version: 1, branch: "main", components: [{ id: "detector" }] });
  });

  test("ends with 1 where nobody can tell what runs", async () => {
    const { folder, commit } = running();
    commit("break", { [CARD]: "---\nlevel: x\n---\n" });
    expect((await deployed(folder)).code).toBe(1);
  });

  test("counts what is not committed yet on the branch, and not on another", async () => {
    const { folder, git, write } = running("2026-05-20");
    write(driftOf("2026-05-30"));
    expect((await deployed(folder)).code).toBe(0);
    git("checkout", "--quiet", "-b", "topic");
    expect((await deployed(folder)).code).toBe(1);
    git("add", "--all");
    git("commit", "--quiet", "--message", "fresh");
    expect((await deployed(folder)).code).toBe(1);
    expect((await deployed(folder, "--base", "HEAD")).code).toBe(0);
  });

  test("goes by what was stamped for the version", async () => {
    const { folder, write } = running();
    const report = ".mltrl/evidence/detector/data-drift@1.4.0.yml";
    write({ [report]: "made-at: 2026-05-31\nchecks:\n  - { name: input, passed: true }\n" });
    expect((await deployed(folder)).out).toContain("is not the report that was stamped");
    expect((await mltrl(folder, ["stamp", "detector", "--deployed", "1.4.0"])).out).toContain("stamp@1.4.0.yml: 1 report"); // prettier-ignore
    expect((await deployed(folder)).code).toBe(0);
  });

  test.each([
    [["--deployed", "--strict"], "--strict does not go with --deployed"],
    [["--deployed", "--check", "main"], "--check does not go with --deployed"],
    [["--deployed", "--facts", "f.json"], "--facts does not go with --deployed"],
    [["--deployed", "--sarif", "f.sarif"], "--sarif does not go with --deployed"],
    [["--deployed", "--cwd", "absent"], "there is no folder"],
    [["--deployed", "--base", "absent"], 'the base "absent" is no commit'],
  ])("ends with 2 for %j", async (words, reason) => {
    const { code, err } = await mltrl(running().folder, ["check", ...words]);
    expect({ code, err }).toEqual({ code: 2, err: expect.stringContaining(reason) });
  });

  test("ends with 2 where the policy cannot be read", async () => {
    const { folder, commit } = running();
    commit("break", { ".mltrl/config.yml": "version: 2\n" });
    expect(await deployed(folder)).toMatchObject({ code: 2, err: expect.stringContaining("the policy cannot be read") }); // prettier-ignore
  });
});

describe("plan at level 9", () => {
  test("is about what runs", async () => {
    const { folder } = running("2026-05-20");
    const { code, out } = await mltrl(folder, ["plan", "detector"]);
    expect(code).toBe(0);
    expect(out).toContain("detector at level 9: 1 thing to do");
    expect(out).toContain("1.4.0 in production: .mltrl/evidence/detector/data-drift@1.4.0.yml");
  });

  test("says when it is in order, and when nothing is listed", async () => {
    const { folder, commit } = running();
    expect((await mltrl(folder, ["plan", "detector"])).out).toContain("what runs is in order");
    commit("stop", { [CARD]: cardWith([]) });
    expect(await mltrl(folder, ["plan", "detector"])).toMatchObject({
      code: 2,
      err: expect.stringContaining("detector is at 9, the highest level; list what runs"),
    });
    commit("break", { ".mltrl/config.yml": "version: 2\n" });
    expect((await mltrl(folder, ["plan", "detector"])).code).toBe(2);
  });
});

import { describe, expect, test } from "@jest/globals";
import { mltrl } from "./command-line.ts";
import { temporaryRepositories } from "./repositories.ts";

const repository = temporaryRepositories();

const CONFIG = `version: 1
existing-grace: 3
components:
  nn: { paths: [src/**] }
rules:
  coverage-product: { lines: 90 }
`;
const ORGANIZATION = `version: 1
applies-to: { repositories: ["*"] }
uncovered: block
rules:
  coverage-product: { lines: 85, changed-lines: 82, floor: true }
`;

function place() {
  return repository({ ".mltrl/config.yml": CONFIG, "handed-down.yml": ORGANIZATION });
}

describe("mltrl policy show", () => {
  test("names the file and line of every value", async () => {
    const { code, out, err } = await mltrl(place().folder, ["policy", "show"]);
    expect({ code, err }).toEqual({ code: 0, err: "" });
    expect(out.split("\n")).toEqual(
      expect.arrayContaining([
        "existing-grace: 3  (default branch, .mltrl/config.yml:2:17)",
        "ladder: 1.0  (built-in)",
        "uncovered: ignore  (built-in)",
        "rules.coverage-product.lines: 90  (default branch, .mltrl/config.yml:6:30)",
        'components.nn.paths: ["src/**"]  (default branch, .mltrl/config.yml:4:16)',
        "checks.main.enforcement: warn  (built-in)",
      ]),
    );
  });

  test("also what an organisation says", async () => {
    const args = ["policy", "show", "--organization", "handed-down.yml"];
    const { out } = await mltrl(place().folder, args);
    expect(out.split("\n")).toEqual(
      expect.arrayContaining([
        "uncovered: block  (organisation, handed-down.yml:3:12)",
        "rules.coverage-product.lines: 90  (default branch, .mltrl/config.yml:6:30)",
        "rules.coverage-product.changed-lines: 82  (organisation, handed-down.yml:5:49)",
      ]),
    );
  });

  test("as from the day on which an announced one begins to bind", async () => {
    const announced = `effective-from: 2099-01-15\n${ORGANIZATION}`;
    const { folder } = repository({ ".mltrl/config.yml": CONFIG, "handed-down.yml": announced });
    const args = ["policy", "show", "--organization", "handed-down.yml"];
    const { out } = await mltrl(folder, args);
    expect(out).toMatch(/^As from 2099-01-15, when the organisation's policy begins to bind:\n/);
    expect(out.split("\n")).toContain("uncovered: block  (organisation, handed-down.yml:4:12)");
    const json = JSON.parse((await mltrl(folder, [...args, "--json"])).out) as object;
    expect(json).toMatchObject({ version: 1, from: "2099-01-15" });
  });

  test("the ladder and the line that pins it", async () => {
    const files = { ".mltrl/config.yml": CONFIG.replace("\n", '\nladder: "1.0"\n') };
    const { out } = await mltrl(repository(files).folder, ["policy", "show"]);
    expect(out.split("\n")).toContain("ladder: 1.0  (default branch, .mltrl/config.yml:2:9)");
  });

  test("as JSON", async () => {
    const { out } = await mltrl(place().folder, ["policy", "show", "--json"]);
    expect(JSON.parse(out)).toMatchObject({
      version: 1,
      settings: expect.arrayContaining([
        { name: "panels", value: "independent", layer: "built-in" },
      ]),
    });
  });

  test.each<[string, string[], object]>([
    ["another word", ["policy", "hide"], { ".mltrl/config.yml": CONFIG }],
    ["no policy", ["policy", "show"], { "a.txt": "a" }],
    ["a broken one", ["policy", "show"], { ".mltrl/config.yml": "version: 2\n" }],
    ["an organisation's that is not there", ["policy", "show", "--organization", "no.yml"], { ".mltrl/config.yml": CONFIG }], // prettier-ignore
  ])("ends with 2 for %s", async (_, args, files) => {
    const { code, err } = await mltrl(repository(files as Record<string, string>).folder, args);
    expect(code).toBe(2);
    expect(err).not.toBe("");
  });
});

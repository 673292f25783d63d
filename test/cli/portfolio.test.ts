import { describe, expect, test } from "@jest/globals";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { portfolioSchema, rollOutSchema } from "../../src/report/portfolio-schema.ts";
import type { Files, TestRepository } from "../support/git-repository.ts";
import { mltrl } from "./command-line.ts";
import { cardAt, policyText, temporaryRepositories } from "./repositories.ts";

const repository = temporaryRepositories();
const REVIEW = ".mltrl/reviews/nn/2026-05-02-1-to-2.yml";
const RECORD =
  "decision: graduate\nreviewers: [ada]\ncriteria: [works on the benchmark]\nopen-tasks: []\n";
const WAIVERS = [
  "version: 1",
  "waivers:",
  "  - rule: card-ethics-stated",
  "    component: nn",
  "    reason: the ethics board meets in June",
  "    approver: policy-owners",
  "    granted: { date: 2026-05-01, by: bob, pull-request: 7 }",
  "    until: 2026-06-10",
  "",
].join("\n");

function clone(rules: readonly string[], files: Files = {}): TestRepository {
  return repository({
    "src/train.py": "one\n",
    ".mltrl/cards/nn.md": cardAt(2),
    ".mltrl/config.yml": policyText(rules),
    ...files,
  });
}

/** A folder with an organisation's policy, and how it is named. */
function organization(rules: string, besides = ""): string {
  const { folder } = repository({ "README.md": "of acme\n" });
  const file = join(folder, "organization.yml");
  writeFileSync(
    file,
    `version: 1\napplies-to: { repositories: ["*"] }\n${besides}rules:\n${rules}`,
  );
  return file;
}

describe("mltrl portfolio", () => {
  test("lists level, age, failing rules, and what runs out or waits", async () => {
    const good = clone(["card-started", "card-ethics-stated"], {
      [REVIEW]: RECORD,
      ".mltrl/waivers.yml": WAIVERS,
    });
    const bad = clone(["card-ethics-stated"]);
    bad.git("checkout", "--quiet", "-b", "topic");
    bad.write({ ".mltrl/cards/nn.md": cardAt(3) });
    const { code, out, err } = await mltrl(good.folder, ["portfolio", ".", bad.folder, "--json"]);
    expect({ code, err }).toEqual({ code: 0, err: "" });
    const { repositories, sees } = portfolioSchema.parse(JSON.parse(out));
    expect(sees).toBe("clones");
    expect(repositories).toEqual([
      {
        repository: ".",
        ladder: "1.0",
        problems: [],
        components: [
          {
            id: "nn",
            level: 2,
            since: "2026-05-02",
            "days-at-level": 30,
            failing: [],
            waived: [
              { rule: "card-ethics-stated", until: "2026-06-11T00:00:00.000Z", "ends-soon": true },
            ],
            hotfixes: [],
          },
        ],
      },
      {
        repository: bad.folder,
        ladder: "1.0",
        problems: [],
        components: [
          {
            id: "nn",
            level: 3,
            failing: ["card-ethics-stated"],
            waived: [],
            asks: { from: 2, to: 3 },
            hotfixes: [],
          },
        ],
      },
    ]);
  });

  test("is a table for people, with a line for what cannot be judged", async () => {
    const { folder } = clone(["card-ethics-stated"]);
    const broken = clone([], { ".mltrl/config.yml": "version: 1\nchecsk: {}\ncomponents: {}\n" });
    const bare = repository({ "README.md": "nothing of ours\n" });
    const call = ["portfolio", ".", broken.folder, bare.folder];
    const { code, out, err } = await mltrl(folder, call);
    expect(code).toBe(2);
    const [head = "", first, second, third] = out.split("\n");
    expect(head.split(/ {2,}/)).toEqual(["Repository", "Component", "Level", "Days", "Failing", "Waived", "Panel"]); // prettier-ignore
    expect(first).toMatch(/^\. +nn +2 +card-ethics-stated +none +none$/);
    expect(second).toMatch(/its policy has problems$/);
    expect(third).toMatch(/it has no \.mltrl\/config\.yml$/);
    expect(err).toMatch(/\/\.mltrl\/config\.yml:2:1: .*checsk/);
    const unseen = "\nOpen pull requests are not seen: panels, waivers and hotfixes that wait in one are not listed.\n"; // prettier-ignore
    expect(out).toContain(unseen);
    const markdown = await mltrl(folder, ["portfolio", ".", "--markdown"]);
    expect(markdown.out).toContain(unseen);
    expect(markdown.out).toContain("| . | nn | 2 |  | card-ethics-stated | none | none |");
  });

  test("goes on after a folder that is no clone", async () => {
    const { folder } = clone([]);
    const { code, out, err } = await mltrl(folder, ["portfolio", "nowhere", "."]);
    expect(code).toBe(2);
    expect(err).toMatch(/there is no folder .*nowhere/);
    expect(out).toMatch(/^\. +nn +2 +none/m);
  });
});

/** A clone that says nothing of checks: the usual one only warns. */
function warning(rules: readonly string[]): TestRepository {
  const config = policyText(rules).replace(/^checks:\n( {2}.*\n){2}/m, "");
  return clone(rules, { ".mltrl/config.yml": config });
}

describe("mltrl simulate over clones", () => {
  test("lists what an organisation's policy turns red in each, with counts by rule", async () => {
    const file = organization("  literature-referenced: { severity: blocking }\n");
    const silent = policyText([]).replace(/^ {2}literature-referenced: .*\n/m, "");
    const own = `${silent}\n  literature-referenced: {severity: advisory}\n`;
    const clones = [
      clone([], { ".mltrl/config.yml": silent }),
      clone([], { ".mltrl/config.yml": silent, ".mltrl/cards/nn.md": cardAt(0) }),
      clone([], { ".mltrl/config.yml": own }),
    ].map(({ folder }) => folder);
    const call = ["simulate", "--organization", file, ...clones];
    const { code, out } = await mltrl(clones[0] ?? "", [...call, "--json"]);
    const { repositories, rules } = rollOutSchema.parse(JSON.parse(out));
    expect(repositories.map((each) => each["turns-red"])).toEqual([
      [{ component: "nn", rule: "literature-referenced" }],
      [],
      [],
    ]);
    expect(rules).toEqual([{ rule: "literature-referenced", components: 1, repositories: 1 }]);
    expect(code).toBe(1);
    const shown = await mltrl(clones[0] ?? "", call);
    expect(shown.out).toContain("1 of 3 repositories would turn red:\n");
    expect(shown.out).toContain(`${clones[0]}: 1 rule turns red\n  nn  literature-referenced\n`);
    expect(shown.out).toContain("literature-referenced: 1 component in 1 repository\n");
    const markdown = await mltrl(clones[0] ?? "", [...call, "--markdown"]);
    expect(markdown.out).toContain("| `literature-referenced` | 1 | 1 |");
  });

  test("compares with the policy that applies today, where that is given", async () => {
    const current = organization("  literature-referenced: { severity: blocking }\n");
    const silent = policyText([]).replace(
      /^ {2}(literature-referenced|research-plan-present): .*\n/gm,
      "",
    );
    const { folder } = clone([], { ".mltrl/config.yml": silent });
    const both = "  literature-referenced: { severity: blocking }\n  research-plan-present: { severity: blocking }\n"; // prettier-ignore
    const next = organization(both);
    const call = ["simulate", ".", "--organization", next, "--current", current];
    const { out } = await mltrl(folder, [...call, "--json"]);
    expect(rollOutSchema.parse(JSON.parse(out))).toMatchObject({
      current,
      repositories: [{ "turns-red": [{ component: "nn", rule: "research-plan-present" }] }],
    });
    expect((await mltrl(folder, call)).out).toContain(`If ${next} applied instead of ${current}, `);
  });

  test("judges as on the day on which the policy begins to bind", async () => {
    const rules = "  literature-referenced: { severity: blocking }\n";
    const file = organization(rules, "effective-from: 2099-01-15\n");
    const silent = policyText([]).replace(/^ {2}literature-referenced: .*\n/m, "");
    const { folder } = clone([], { ".mltrl/config.yml": silent });
    const { code, out } = await mltrl(folder, ["simulate", ".", "--organization", file]);
    expect(code).toBe(1);
    expect(out).toContain(
      `If ${file} applied from 2099-01-15 on, 1 of 1 repository would turn red`,
    );
    expect(out).toContain(".: 1 rule turns red\n  nn  literature-referenced\n");
  });

  test("tells of checks that begin to block, with what fails already", async () => {
    const block = "checks: { main: { branches: [~DEFAULT_BRANCH], enforcement: block } }\n";
    const file = organization("  card-ethics-stated: { severity: blocking }\n", block);
    const call = ["simulate", ".", "--organization", file];
    const { folder } = warning(["card-ethics-stated"]);
    const { code, out } = await mltrl(folder, call);
    expect(code).toBe(1);
    expect(out).toContain(
      ".: nothing turns red, main begins to block, and 1 rule fails already\n  nn  card-ethics-stated\n",
    );
    const json = rollOutSchema.parse(JSON.parse((await mltrl(folder, [...call, "--json"])).out));
    expect(json.repositories[0]).toMatchObject({
      "turns-red": [],
      "begins-to-block": ["main"],
      "red-anyway": [{ component: "nn", rule: "card-ethics-stated" }],
    });
    const clean = warning([]);
    const calm = await mltrl(clean.folder, call);
    expect(calm.code).toBe(0);
    expect(calm.out).toContain("main begins to block, and 0 rules fail already");
  });

  test("says which repositories the policy would break, and where", async () => {
    const file = organization("  card-ethics-stated: { severity: blocking, floor: true }\n");
    const { folder } = clone([]);
    const { code, out, err } = await mltrl(folder, ["simulate", ".", "--organization", file]);
    expect(code).toBe(2);
    expect(out).toContain(".: cannot be judged: its policy has problems (1)\n");
    expect(err).toMatch(/^\.\/\.mltrl\/config\.yml:\d+:\d+: .*card-ethics-stated/);
  });

  test.each<[args: readonly string[], says: RegExp]>([
    [["."], /name it by --organization/],
    [[".", "--all", "--policy", "x.yml"], /--policy, --all does not go with several clones/],
    [[".", "--organization", "none.yml"], /cannot be read/],
    [[".", "--current", "none.yml"], /cannot be read/],
  ])("refuses %j", async (args, says) => {
    const { folder } = clone([]);
    const { code, err } = await mltrl(folder, ["simulate", ...args]);
    expect(code).toBe(2);
    expect(err).toMatch(says);
  });
});

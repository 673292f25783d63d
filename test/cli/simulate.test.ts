import { createHash } from "node:crypto";
import { readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "@jest/globals";
import { simulationSchema } from "../../src/report/simulation-schema.ts";
import type { TestRepository } from "../support/git-repository.ts";
import { mltrl, type Outcome } from "./command-line.ts";
import { cardAt, policyText, temporaryRepositories } from "./repositories.ts";

const repository = temporaryRepositories();
const ROLES = "roles: {researcher: [bob, acme/research]}";

/** A graduation of which only the panel is asked. */
function raised(extra = ROLES): TestRepository {
  const made = repository({
    "src/train.py": "one\n",
    ".mltrl/cards/nn.md": cardAt(2),
    ".mltrl/config.yml": policyText(["review-panel-satisfied"], extra),
  });
  made.git("checkout", "--quiet", "-b", "topic");
  made.write({ ".mltrl/cards/nn.md": cardAt(3) });
  return made;
}

function printed({ out }: Outcome) {
  return simulationSchema.parse(JSON.parse(out));
}

/** Every file below a folder, git's own included, with its content and the time it was written. */
function everythingIn(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => {
      const path = join(entry.parentPath, entry.name);
      const hash = createHash("sha256").update(readFileSync(path)).digest("hex");
      return `${path} ${hash} ${statSync(path).mtimeMs}`;
    })
    .toSorted();
}

describe("mltrl simulate", () => {
  test("shows what an approval would come to, beside today's verdict", async () => {
    const { folder } = raised();
    const outcome = await mltrl(folder, ["simulate", "--approve", "bob:researcher"]);
    expect(outcome).toMatchObject({ code: 0, err: "" });
    expect(outcome.out).toBe(
      [
        "If bob approved as researcher:",
        "",
        "mltrl/main",
        "  today  Open: 1 rule judged elsewhere (nn)",
        "  then   Passed: nn 2 → 3",
        "",
        "Turns green (1)",
        "  nn  review-panel-satisfied",
        "    the panel for 2 → 3 has approved: researcher (bob)",
        "",
        "Nothing was written.",
        "",
      ].join("\n"),
    );
  });

  test("takes who approves in a team's role to be in the team", async () => {
    const { folder } = raised("roles: {researcher: [acme/research]}");
    expect(await mltrl(folder, ["simulate", "--approve", "carol"])).toMatchObject({ code: 1 });
    const outcome = await mltrl(folder, ["simulate", "--approve", "carol:researcher", "--json"]);
    expect(outcome.code).toBe(0);
    expect(printed(outcome).rules).toEqual([
      expect.objectContaining({ rule: "review-panel-satisfied", turns: "green" }),
    ]);
  });

  test("shows another policy, and what it turns red", async () => {
    const { folder } = raised();
    const file = join(folder, "stricter.yml");
    writeFileSync(file, policyText(["review-panel-satisfied", "card-ethics-stated"], ROLES));
    const outcome = await mltrl(folder, ["simulate", "--policy", "stricter.yml", "--markdown"]);
    expect(outcome).toMatchObject({ code: 1, err: "" });
    expect(outcome.out).toContain(
      "| `mltrl/main` | Open: 1 rule judged elsewhere (nn) | Blocked: ",
    );
    expect(outcome.out).toContain("### Turns red (1)");
    expect(outcome.out).toContain("| `nn` | `card-ethics-stated` | ");
  });

  test("shows another base, under whose check the change then falls", async () => {
    const { folder, git } = raised();
    git("branch", "release/1", "main");
    const outcome = await mltrl(folder, ["simulate", "--base", "release/1", "--json"]);
    expect(printed(outcome).checks).toEqual([
      { name: "mltrl/main", before: "action_required" },
      { name: "mltrl/release", after: "failure" },
    ]);
  });

  test("judges the whole tree, under an organisation's policy", async () => {
    const { folder, write } = raised();
    write({
      ".mltrl/cards/nn.md": cardAt(2),
      "organization.yml":
        'version: 1\napplies-to: { repositories: ["*"] }\nrules:\n  card-ethics-stated: { severity: blocking, floor: true }\n',
    });
    const call = ["simulate", "--all", "--organization", "organization.yml"];
    const outcome = await mltrl(folder, [...call, "--json"]);
    expect(outcome.code).toBe(2);
    expect(outcome.err).toContain("card-ethics-stated");
  });

  test.each<[what: string, args: readonly string[], says: RegExp]>([
    [
      "a policy that is not there",
      ["--policy", "none.yml"],
      /the policy cannot be read: none\.yml could not be opened: there is no such file/,
    ],
    [
      "an organisation's that is not",
      ["--organization", "none.yml"],
      /organisation's policy cannot/,
    ],
    ["people that are no logins", ["--approve", "bob as lead"], /asks for LOGIN or LOGIN:ROLE/],
    [
      "a role of others",
      ["--approve", "eve:lead"],
      /eve cannot approve as lead: .* gives it to bob/,
    ],
    [
      "a role that is not there",
      ["--approve", "bob:reseracher"],
      /bob cannot approve as reseracher: no panel seats it .* did you mean researcher\?/,
    ],
    ["a base that is no commit", ["--base", "nowhere"], /the base "nowhere" is no commit/],
  ])("judges nothing for %s", async (_, args, says) => {
    const { folder } = raised("roles: {lead: [bob]}");
    const { code, out, err } = await mltrl(folder, ["simulate", ...args]);
    expect({ code, out }).toEqual({ code: 2, out: "" });
    expect(err).toMatch(says);
  });

  test("lists every problem of a policy by the file that was given", async () => {
    const { folder, write } = raised();
    write({ "broken.yml": "version: 1\ncomponents: {}\nchecsk: {}\nprofil: lite\n" });
    const { code, err } = await mltrl(folder, ["simulate", "--policy", "broken.yml"]);
    expect(code).toBe(2);
    expect(err.split("\n").filter((line) => line.startsWith("broken.yml:"))).toHaveLength(2);
  });

  test("takes a whole policy from a folder, with the organisation's that lies beside it", async () => {
    const { folder, write } = raised();
    write({
      "next/.mltrl/config.yml": `version: 1\nprofile: strict\nchecks: {main: {branches: [main], enforcement: block}}\ncomponents: {nn: {paths: [src/**]}}\n${ROLES}\n`,
      "next/.mltrl/profiles/strict.yml":
        "description: Strict.\nrules: [review-panel-satisfied, card-ethics-stated]\n",
      "next/.mltrl/checklists/notes.txt": "no list\n",
      "above/config.yml": policyText(["review-panel-satisfied"], ROLES),
      "above/organization.yml": "version: 1\n",
    });
    const outcome = await mltrl(folder, ["simulate", "--policy", "next", "--json"]);
    expect(outcome).toMatchObject({ code: 1, err: "" });
    expect(printed(outcome)).toMatchObject({
      assumed: ["next were the policy"],
      rules: [{ rule: "card-ethics-stated", turns: "red" }],
    });
    const broken = await mltrl(folder, ["simulate", "--policy", "above"]);
    expect(broken.code).toBe(2);
    expect(broken.err).toContain("above/organization.yml:");
    expect((await mltrl(folder, ["simulate", "--policy", "src"])).err).toContain(
      "the policy cannot be read: src/config.yml could not be opened: there is no such file",
    );
  });

  test("writes nothing: not in the work tree, and nothing of git's", async () => {
    const { folder, git, write } = raised();
    write({ "other.yml": policyText(["card-ethics-stated"], ROLES), "src/new.py": "new\n" });
    git("branch", "release/1", "main");
    // Reading the status refreshes git's index: done once before, it has nothing left to refresh.
    git("status", "--porcelain");
    const before = everythingIn(folder);
    for (const call of [
      ["--policy", "other.yml", "--all"],
      ["--policy", "."],
      ["--approve", "bob:researcher"],
      ["--base", "release/1", "--json"],
    ]) {
      await mltrl(folder, ["simulate", ...call]);
    }
    expect(everythingIn(folder)).toEqual(before);
  });
});

import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "@jest/globals";
import { mltrl } from "./command-line.ts";
import { cardAt, policyText, temporaryRepositories } from "./repositories.ts";

const repository = temporaryRepositories();

/** A card without a summary of ethics, which the policy asks for. */
function unstated(until: string) {
  const { folder, write } = repository({
    ".mltrl/config.yml": policyText(["card-ethics-stated"]),
    ".mltrl/cards/nn.md": cardAt(2),
    ".mltrl/waivers.yml": `version: 1
waivers:
  - rule: card-ethics-stated
    component: nn
    reason: The board meets in June.
    until: ${until}
    approver: policy-owners
    granted: { date: 2026-05-01 }
`,
    "src/train.py": "one\n",
  });
  write({ "src/train.py": "two\n" });
  return folder;
}

describe("check in a work tree", () => {
  test("lets what is waived pass, and says so", async () => {
    const folder = unstated("2026-06-30");
    const { code, out } = await mltrl(folder, ["check"]);
    expect(code).toBe(0);
    expect(out).toContain("Passed with 1 waiver: nn at level 2");
    expect(out).toContain("~ card-ethics-stated  (waived)");
    expect(out.replaceAll(/\s+/g, " ")).toContain(
      "waived until 2026-06-30 by policy-owners: The board meets in June; without it:",
    );
    const output = JSON.parse((await mltrl(folder, ["check", "--json"])).out) as {
      components: { findings: { rule: string }[] }[];
    };
    const [finding] = output.components.flatMap(({ findings }) => findings);
    expect(finding).toMatchObject({
      rule: "card-ethics-stated",
      outcome: "waived",
      waiver: { type: "waiver", approver: "policy-owners", until: "2026-07-01T00:00:00.000Z" },
    });
  });

  test("says that a waiver ends soon", async () => {
    const { code, out } = await mltrl(unstated("2026-06-10"), ["check"]);
    expect(code).toBe(0);
    expect(out).toContain("Passed with 1 waiver ending soon: nn at level 2");
    expect(out).toContain("~ card-ethics-stated  (waived; ends soon)");
  });

  test("names a waiver that is over", async () => {
    const { code, out } = await mltrl(unstated("2026-05-31"), ["check"]);
    expect(code).toBe(1);
    expect(out.replaceAll(/\s+/g, " ")).toContain("the waiver of it ended on 2026-05-31");
  });
});

describe("a hotfix in a work tree", () => {
  const record =
    "version: 1\ncomponent: nn\nincident: It burns.\ndate: 2026-06-01\nby: carol\nuntil: 2026-06-05\n";
  const facts = {
    author: "ada",
    reviews: [{ author: "eve", state: "approved" }],
    contributors: { logins: ["ada"] },
    permissions: { eve: "read" },
  };

  function urgent() {
    const { folder, git, write } = repository({
      ".mltrl/config.yml": policyText(
        ["deployed-change-switchback", "hotfix-approved"],
        "roles: { on-call: [carol] }\n",
      ),
      ".mltrl/cards/nn.md": cardAt(9),
      "src/train.py": "one\n",
    });
    git("checkout", "--quiet", "-b", "mend");
    write({ "src/train.py": "two\n", ".mltrl/hotfixes/nn/2026-06-01.yml": record });
    return folder;
  }

  test("stands in for what waits, and leaves open who called it", async () => {
    const { code, out } = await mltrl(urgent(), ["check"]);
    expect(code).toBe(0);
    expect(out).toContain("~ deployed-change-switchback  (waived)");
    expect(out).toMatch(/… hotfix-approved/);
  });

  test("counts or not by comments that are supplied", async () => {
    const folder = urgent();
    const file = join(folder, ".git", "facts.json");
    const check = async (comments: readonly object[]): Promise<number> => {
      writeFileSync(file, JSON.stringify({ ...facts, comments }));
      return (await mltrl(folder, ["check", "--strict", "--facts", file])).code;
    };
    expect(await check([])).toBe(1);
    expect(await check([{ author: "ada", body: "/mltrl hotfix nn" }])).toBe(1);
    expect(await check([{ author: "carol", body: "/mltrl hotfix nn" }])).toBe(0);
  });
});

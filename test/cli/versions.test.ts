import { describe, expect, test } from "@jest/globals";
import { mltrl } from "./command-line.ts";
import { policyText, temporaryRepositories } from "./repositories.ts";

const repository = temporaryRepositories();
const CARD = ".mltrl/cards/nn.md";

function card(version: string, path = "models/net.bin"): string {
  return `---\nname: nn\nlevel: 2\nmodels:\n  - { name: net, version: ${version}, path: ${path} }\n---\n`;
}

/** A repository whose main branch registered the model's version 1.0.0. */
function released() {
  const made = repository({
    ".mltrl/config.yml": policyText(["semver-model"]).replace("[src/**]", "[src/**, models/**]"),
    [CARD]: card("1.0.0"),
    "models/net.bin": "weights of 1.0.0",
  });
  made.git("tag", "net@v1.0.0", "-m", "first");
  made.git("checkout", "--quiet", "-b", "topic");
  return made;
}

describe("the version of a model, in a real repository,", () => {
  test.each<[what: string, files: Record<string, string>, code: number, says: string]>([
    ["that nothing changes", { "src/a.py": "a\n" }, 0, ""],
    [
      "that stays while the content changes",
      { "models/net.bin": "others" },
      1,
      "net 1.0.0 is registered by net@v1.0.0 with other content; give this content a higher version",
    ],
    ["that rises with the content", { "models/net.bin": "others", [CARD]: card("1.1.0") }, 0, ""],
    [
      "that falls",
      { "models/net.bin": "others", [CARD]: card("0.9.0") },
      1,
      "which is lower than 1.0.0 that net@v1.0.0 registered",
    ],
    [
      "whose path leads nowhere",
      { [CARD]: card("1.0.0", "models/gone.bin") },
      1,
      "points to models/gone.bin, where there is neither a file nor anything that DVC tracks",
    ],
  ])("%s", async (_, files, code, says) => {
    const { folder, commit } = released();
    commit("topic", files);
    const checked = await mltrl(folder, ["check"]);
    expect(checked.out.replaceAll(/\s+/g, " ")).toContain(says);
    expect(checked.code).toBe(code);
  });

  test("may be taken by another branch", async () => {
    const { folder, git, commit } = released();
    commit("theirs", { "models/net.bin": "theirs", [CARD]: card("1.1.0") });
    git("tag", "net@v1.1.0", "-m", "theirs");
    git("checkout", "--quiet", "-b", "ours", "main");
    commit("ours", { "models/net.bin": "ours", [CARD]: card("1.1.0") });
    const { code, out } = await mltrl(folder, ["check"]);
    expect(out.replaceAll(/\s+/g, " ")).toContain("registered by net@v1.1.0, which base does not build on, with other content"); // prettier-ignore
    expect(code).toBe(1);
    git("tag", "--delete", "net@v1.1.0");
    git("tag", "net@v1.1.0", "topic");
    expect((await mltrl(folder, ["check"])).code).toBe(0);
  });
});

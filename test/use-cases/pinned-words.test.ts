import { describe, expect, test } from "@jest/globals";
import { unavailable } from "../../src/core/model/fact.ts";
import type { CommandRequest } from "../../src/core/model/request.ts";
import { rulesById } from "../../src/use-cases/engine.ts";
import { pinnedLadder } from "../../src/use-cases/pinned-ladder.ts";
import { runCommands } from "../../src/use-cases/run-command.ts";
import { readScenario } from "../gate/scenario.ts";
import { type FakeChange, fakeChange } from "../support/fake-change.ts";
import { fakeCommandPorts } from "../support/fake-command-ports.ts";
import { ENGINE } from "../support/fake-engine.ts";
import { rewordedLadder } from "../support/fake-ladders.ts";

/** Every rule of 1.1 has other words and another way to mend it; one is new. */
const NEWER = { ...ENGINE, catalogue: rewordedLadder() };

const REQUEST: CommandRequest = {
  repository: { id: 1, owner: "acme", name: "scanner", installation: 2 },
  number: 7,
  onPullRequest: true,
  comment: { id: 99, node: "IC_99" },
  actor: { id: 3, login: "ml-engineer", bot: false },
  body: "",
};

async function said(body: string, change: FakeChange, engine = NEWER): Promise<string> {
  const ports = fakeCommandPorts(change);
  await runCommands({ ...REQUEST, body }, ports, engine);
  return [...ports.said.values()].join();
}

function pinning(ladder: string) {
  const files = { ".mltrl/config.yml": `version: 1\nladder: "${ladder}"\ncomponents: { a: { paths: [a/**] } }\n` }; // prettier-ignore
  return fakeChange({ base: files, head: files });
}

describe("a reply to a command speaks of rules as the pinned ladder has them", () => {
  const BACK = '--to 1 --type review --reason "short"';
  test.each([
    "/mltrl plan nodule-detector",
    "/mltrl promote",
    `/mltrl switchback nodule-detector ${BACK}`,
    "/mltrl status",
    "/mltrl explain",
  ])("%s", async (line) => {
    const before = await said(line, readScenario("blocked"), ENGINE);
    expect(before).toContain("`");
    const after = await said(line, readScenario("blocked"));
    expect(after).not.toContain("NEWER");
    expect(withoutNotice(after)).toBe(before);
  });

  test.each([
    ["1.0", "semver-model", "as ladder 1.0 has it**", false],
    ["1.1", "semver-model", "as ladder 1.1 has it**", true],
    ["1.0", "late", "as ladder 1.1 has it; ladder 1.0, which counts here, does not have it**", true], // prettier-ignore
  ])("explain, with %s pinned, of %s", async (ladder, rule, headline, newer) => {
    const reply = await said(`/mltrl explain ${rule}`, pinning(ladder));
    expect(reply).toContain(headline);
    expect(reply.includes("NEWER")).toBe(newer);
  });
});

function withoutNotice(reply: string): string {
  return reply.replace(/^.*This is judged by ladder 1\.0.*\n/m, "");
}

describe("the pinned ladder", () => {
  test.each(["1.0", "1.1"])("is %s where the policy says so", async (ladder) => {
    expect(await pinnedLadder(pinning(ladder), NEWER)).toBe(ladder);
  });

  test("is the newest where there is no policy, or none that can be read", async () => {
    const broken = { ".mltrl/config.yml": "version: 2\n" };
    expect(await pinnedLadder(fakeChange({ base: {}, head: {} }), NEWER)).toBe("1.1");
    expect(await pinnedLadder(fakeChange({ base: broken, head: broken }), NEWER)).toBe("1.1");
    const lost = { read: () => Promise.resolve(unavailable("upstream", "gone")) };
    expect(await pinnedLadder({ ...pinning("1.0"), source: lost }, NEWER)).toBe("1.1");
  });

  test("is not looked up where there is only one", async () => {
    const never = { read: () => Promise.reject(new Error("it was looked up")) };
    expect(await pinnedLadder({ ...pinning("1.0"), source: never }, ENGINE)).toBe("1.0");
  });
});

test("of a ladder that only another program knows there are no words", () => {
  expect(rulesById(NEWER, "9.9")).toEqual(new Map());
  expect(rulesById(NEWER, "1.0").get("semver-model")?.claim).not.toContain("NEWER");
  expect(rulesById(NEWER, "1.1").get("semver-model")?.claim).toContain("NEWER");
});

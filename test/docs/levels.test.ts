import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "@jest/globals";
import { catalogue } from "../../src/generated/catalogue.ts";
import type { Files } from "../support/git-repository.ts";
import { mltrl } from "../cli/command-line.ts";
import { temporaryRepositories } from "../cli/repositories.ts";
import { handbookPage } from "./handbook-page.ts";

const FOLDER = join(import.meta.dirname, "../../docs/levels");
const PAGES = readdirSync(FOLDER)
  .filter((name) => /^\d-/.test(name))
  .toSorted();

const JUNIT =
  '<testsuite name="unit" tests="1"><testcase classname="acme" name="finds"/></testsuite>\n';

/** What the tools of a page's scripts would write. */
const WRITTEN: Readonly<Record<number, Files>> = {
  3: {
    ".mltrl/evidence/nodule-detector/unit-tests.xml": JUNIT,
    ".mltrl/evidence/nodule-detector/integration-tests.xml": JUNIT,
    ".mltrl/evidence/nodule-detector/coverage.lcov":
      "SF:models/nodule/detect.py\nDA:1,1\nDA:2,1\nend_of_record\n",
    "models/nodule/detect.py": "a = 1\nb = 2\n",
  },
};

const repository = temporaryRepositories();

/** A component at a level, with nothing but what a page adds to it. */
function componentAt(level: number, { files, onCard }: ReturnType<typeof handbookPage>) {
  return repository({
    ".mltrl/config.yml": [
      "version: 1",
      "profile: full",
      "components:",
      "  nodule-detector: {paths: [models/nodule/**, data/**]}",
    ].join("\n"),
    ".mltrl/cards/nodule-detector.md": [
      "---",
      "name: Nodule detector",
      `level: ${level}`,
      "owners: [ml-engineer]",
      "ethics: Talked about with the clinic.",
      ...onCard,
      "---",
      "",
      "# Nodule detector",
    ].join("\n"),
    "models/nodule/weights.txt": "weights\n",
    "data/scans.csv": "scan\n",
    "data/phantoms.csv": "phantom\n",
    "docs/example.md": "# How to try it\n\nOpen a scan and press the key.\n",
    ...WRITTEN[level],
    ...files,
  });
}

test("every level has its page", () => {
  expect(PAGES.map((name) => Number(name[0]))).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
});

describe.each(PAGES)("%s", (name) => {
  const level = Number(name[0]);
  const page = handbookPage(`levels/${name}`);

  test("lists every rule of its gate, each once", () => {
    const listed = [
      ...readFileSync(join(FOLDER, name), "utf8").matchAll(/^- \[([a-z0-9-]+)\]\(/gm),
    ];
    const asked = catalogue.rules.filter(({ gate }) => gate === level).map(({ id }) => id);
    expect(listed.length).toBe(asked.length);
    expect(new Set(listed.map(([, id]) => id))).toEqual(new Set(asked));
  });

  test("names rules of its gate as met, each once", () => {
    const own = catalogue.rules.filter(({ gate }) => gate === level).map(({ id }) => id);
    expect(own).toEqual(expect.arrayContaining([...page.meets]));
    expect(new Set(page.meets).size).toBe(page.meets.length);
    expect(page.meets.length).toBeGreaterThan(0);
  });

  test("has examples that are read and do what it says", async () => {
    const { folder, git } = componentAt(level, page);
    git("tag", "nodule-detector@v2.0.0");
    for (const words of page.calls) {
      const code = words[0] === "check" ? 1 : 0; // a page never brings all that is asked for
      expect({ words, ...(await mltrl(folder, words)) }).toMatchObject({ code, err: "" });
    }
    expect(await mltrl(folder, ["validate"])).toEqual({ code: 0, out: "", err: "" });
    expect(await heldIn(folder, level)).toEqual(expect.arrayContaining([...page.meets]));
  });
});

/** The rules that hold for the step up, or of what is deployed. */
async function heldIn(folder: string, level: number): Promise<readonly string[]> {
  const words = level === 9 ? ["check", "--deployed"] : ["plan", "nodule-detector"];
  const said = JSON.parse((await mltrl(folder, [...words, "--json"])).out) as {
    holds?: readonly string[];
    waiting?: readonly Waiting[];
    advice?: readonly Waiting[];
    components?: readonly { versions: readonly { findings: readonly Finding[] }[] }[];
  };
  const findings = (said.components ?? []).flatMap(({ versions }) =>
    versions.flatMap((version) => version.findings),
  );
  // A page shows what a report says. Here it is committed, and who delivers it is another page's matter.
  const heldBack = [...(said.waiting ?? []), ...(said.advice ?? [])].filter(({ reason }) =>
    /of tier T0 where T\d is asked for/.test(reason),
  );
  return [
    ...(said.holds ?? []),
    ...heldBack.map(({ rule }) => rule),
    ...findings.flatMap(({ rule, outcome }) => (outcome === "pass" ? rule : [])),
  ];
}

interface Waiting {
  readonly rule: string;
  readonly reason: string;
}

interface Finding {
  readonly rule: string;
  readonly outcome: string;
}

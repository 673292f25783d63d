import { appendFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "@jest/globals";
import { fakeRecords } from "../support/fake-records.ts";
import { recordFakeMerge } from "../support/record-fake-merge.ts";
import type { Files } from "../support/git-repository.ts";
import { mltrl } from "../cli/command-line.ts";
import { temporaryRepositories } from "../cli/repositories.ts";
import { type HandbookPage, handbookPage } from "./handbook-page.ts";

const FOLDER = join(import.meta.dirname, "../../docs/how-to");
/** Its calls take a repository on GitHub: `block-for-real.test.ts` makes them. */
const ELSEWHERE = new Set(["README.md", "block-for-real.md"]);
const PAGES = readdirSync(FOLDER).filter((name) => !ELSEWHERE.has(name));

/** The level that a page begins at; of the others it does not matter. */
const LEVELS: Readonly<Record<string, number>> = {
  "climb-one-level.md": 4,
  "go-back.md": 4,
  "hotfix.md": 9,
  "next-version.md": 9,
};

/** A record as the App leaves it. */
const RECORD = await aRecord();

async function aRecord(): Promise<string> {
  const store = fakeRecords();
  await recordFakeMerge(7, [store]);
  return store.texts().join("");
}

/** Commands that judge: what they find is no fault of the page. */
const JUDGING: ReadonlySet<string> = new Set(["check", "audit"]);

/** What stands in a repository before a page is followed; nothing of ours where it says how to begin. */
const BEFORE: Readonly<Record<string, (page: HandbookPage) => Files>> = {
  "start-a-repository.md": () => ({}),
  "audit.md": (page) => ({ ...declared(page, 1), "record.json": RECORD }),
  "rename-split-retire.md": (page) => ({
    ...declared(page, 1, "lesion-detector"),
    ".mltrl/evidence/lesion-detector/unit-tests.xml": JUNIT,
  }),
  "test-and-coverage-reports.md": reported,
  "why-a-report-is-not-read.md": reported,
};

const JUNIT =
  '<testsuite name="unit" tests="1"><testcase classname="acme" name="finds"/></testsuite>\n';

const repository = temporaryRepositories();

function reported(page: HandbookPage): Files {
  return {
    ...declared(page, 3),
    ".mltrl/evidence/nodule-detector/unit-tests.xml": JUNIT,
    "reports/unit/a.xml": JUNIT,
    "reports/coverage.xml": '<coverage line-rate="1"/>\n',
  };
}

function declared(page: HandbookPage, level: number, id = "nodule-detector"): Files {
  const policy = page.inPolicy.join("");
  const components = `components: {${id}: {paths: [models/nodule/**]}, dicom-io: {paths: [libs/dicom/**]}}\n`;
  return {
    ".mltrl/config.yml": `version: 1\n${policy.includes("components:") ? "" : components}${policy}`,
    [`.mltrl/cards/${id}.md`]: [
      "---",
      "name: Nodule detector",
      `level: ${level}`,
      "owners: [ml-engineer]",
      ...page.onCard,
      "---",
    ].join("\n"),
    ...page.files,
  };
}

function filesBefore(name: string): Files {
  const page = handbookPage(`how-to/${name}`);
  const ours = BEFORE[name] ?? ((each: HandbookPage) => declared(each, LEVELS[name] ?? 1));
  return {
    "models/nodule/weights.txt": "weights\n",
    "libs/dicom/window.js": "export {};\n",
    ...ours(page),
  };
}

describe.each(PAGES)("%s", (name) => {
  test("has calls and files that work as they stand", async () => {
    const { folder } = repository(filesBefore(name));
    const page = handbookPage(`how-to/${name}`);
    for (const words of page.calls) {
      const { code, err } = await mltrl(folder, words);
      expect({ words, code, err }).toEqual({
        words,
        code: JUDGING.has(words[0] ?? "") ? code : 0,
        err: "",
      });
    }
    if (name === "start-a-repository.md") {
      appendFileSync(join(folder, ".mltrl/config.yml"), page.inPolicy.join(""));
    }
    expect(await mltrl(folder, ["validate"])).toEqual({ code: 0, out: "", err: "" });
  });
});

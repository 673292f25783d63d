import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, jest, test } from "@jest/globals";
import { mltrl } from "../cli/command-line.ts";
import { writeTree } from "../support/git-records.ts";
import { plant, type Planted } from "./plant.ts";
import { exampleNames, readExample } from "./read-example.ts";
import { gitOf, writeRecordedCopy } from "./recorded-copy.ts";
import { replay, type Replayed } from "./replay.ts";

jest.setTimeout(120_000);

const scratch = mkdtempSync(join(tmpdir(), "mltrl-audit-"));
afterAll(() => rmSync(scratch, { recursive: true, force: true }));

const NOW = Date.UTC(2026, 11, 1);

interface Audited {
  readonly code: number;
  readonly verdict: string;
  /** What was found, as `what: why`. */
  readonly broken: readonly string[];
  readonly problems: readonly string[];
}

async function audited(folder: string): Promise<Audited> {
  const { code, out, err } = await mltrl(folder, ["audit", "--json"], { now: NOW });
  expect(err).toBe("");
  const report = JSON.parse(out) as {
    verdict: string;
    items: { kind: string; about?: string; reasons: { verdict: string; rule?: string; message: string }[] }[]; // prettier-ignore
    records: { problems: { record: string; message: string }[]; unread?: string };
  };
  return {
    code,
    verdict: report.verdict,
    broken: report.items.flatMap(
      ({ kind, about = "", reasons }) =>
      reasons
        .filter(({ verdict }) => verdict === "broken")
        .map(({ rule, message }) => `${kind} ${about}: ${rule === undefined ? "" : `${rule}: `}${message}`), // prettier-ignore
    ),
    problems: report.records.problems.map(({ record, message }) => `${record} ${message}`),
  };
}

describe.each(exampleNames())("the whole history of %s", (name) => {
  test("holds", async () => {
    const folder = join(scratch, name);
    await writeRecordedCopy(folder, await replay(readExample(name)));
    expect(await audited(folder)).toEqual({ code: 0, verdict: "held", broken: [], problems: [] });
  });
});

interface Tampering {
  /** Which record, from 0. */
  readonly which?: number;
  /** In place of the last commit, as if nothing had been. */
  readonly amended?: boolean;
}

/** Does something to one record of a copy. */
function tamper(
  folder: string,
  change: (text: string) => string | undefined,
  { which = 2, amended = false }: Tampering,
): void {
  const git = gitOf(folder);
  const ref = "refs/mltrl/records";
  const files = git(["ls-tree", ref])
    .split("\n")
    .flatMap((line, i) => {
      const [, id = "", name = ""] = /^\S+ \S+ (\S+)\t(.*)$/.exec(line) ?? [];
      if (i !== which) return [{ id, name }];
      const text = change(`${git(["cat-file", "blob", id])}\n`);
      return text === undefined ? [] : [{ name, id: git(["hash-object", "-w", "--stdin"], text) }];
    });
  writeTree(git, files, "Tampered", git(["rev-parse", amended ? `${ref}~1` : ref]));
}

describe("an audit over a whole history finds", () => {
  const example = readExample("recycling-vision");
  const COMPONENT = "waste-recognition";
  const CARD = `.mltrl/cards/${COMPONENT}.md`;
  const CONFIG = ".mltrl/config.yml";
  let steps: readonly Replayed[];
  beforeAll(async () => {
    steps = await replay(example);
  });

  let copies = 0;
  /** A recorded copy of the history, or of its first steps, with merges put on top. */
  async function copyWith(planted: readonly Planted[], count = steps.length): Promise<string> {
    copies += 1;
    const folder = join(scratch, `planted-${copies}`);
    await writeRecordedCopy(folder, steps.slice(0, count));
    for (const each of planted) await plant(folder, example, each);
    return folder;
  }

  async function tampered(
    change: (text: string) => string | undefined,
    where: Tampering = {},
  ): Promise<Audited> {
    const folder = await copyWith([]);
    tamper(folder, change, where);
    return audited(folder);
  }

  function fileAt(step: number, path: string): string {
    const file = steps[step]?.after.tree[path];
    if (typeof file !== "string") throw new Error(`there is no ${path}`);
    return file;
  }

  /** The graduation to 7, the last step but one that is merged, as its example describes it. */
  function toLevel7(extra: Planted["files"] = {}): Planted {
    const [before, after] = [steps[5], steps[6]].map((each) => each?.after.tree ?? {});
    const files = Object.entries(after ?? {}).flatMap(([path, text]): [string, string][] =>
      typeof text === "string" && before?.[path] !== text ? [[path, text]] : [],
    );
    return {
      number: 77,
      at: "2026-07-06",
      author: "ml-engineer",
      files: { ...Object.fromEntries(files), ...extra },
      runs: steps[6]?.runs ?? [],
      approvedBy: {
        "second-ml-engineer": `/mltrl sign ${COMPONENT} as applied-ai`,
        "second-software-engineer": `/mltrl sign ${COMPONENT} as engineering`,
        "product-manager": `/mltrl sign ${COMPONENT} as product-manager`,
        "quality-engineer": `/mltrl sign ${COMPONENT} as quality`,
        "compliance-officer": `/mltrl sign ${COMPONENT} as compliance`,
      },
    };
  }

  test("nothing where the last step is put on top as it was", async () => {
    const folder = await copyWith([toLevel7()], 6);
    expect(await audited(folder)).toMatchObject({ code: 0, broken: [], problems: [] });
  });

  test("a graduation that was not earned", async () => {
    const card = fileAt(7, CARD).replace(/^level: \d$/m, "level: 8");
    const raise = { number: 90, at: "2026-09-01", author: "ml-engineer", files: { [CARD]: card } };
    const { code, broken } = await audited(await copyWith([raise]));
    expect(code).toBe(1);
    expect(broken).toContainEqual(
      expect.stringMatching(
        /^graduation waste-recognition: gate-review-recorded: there is no record/,
      ),
    );
    // Past the App it is found all the same, and that nobody recorded it.
    const past = await audited(await copyWith([{ ...raise, unseen: true }]));
    expect(past.broken).toContainEqual(
      expect.stringMatching(
        /^graduation waste-recognition: gate-review-recorded: there is no record/,
      ),
    );
    expect(past.broken).toContainEqual(
      "graduation waste-recognition: records were kept by then, and there is none of this merge",
    );
  });

  test("an approval by who asked for the step in another pull request", async () => {
    const review = Object.keys(toLevel7().files).find((path) => path.endsWith("-6-to-7.yml")) ?? "";
    const asked = fileAt(6, review)
      .replace("requested-by: ml-engineer", "requested-by: product-manager")
      .replace("2026-07-06", "2026-06-30")
      .replace(/^content: .*\n/m, "");
    const request = {
      number: 70,
      at: "2026-06-30",
      author: "product-manager",
      files: { [review.replace("2026-07-06", "2026-06-30")]: asked },
    };
    const { code, broken } = await audited(await copyWith([request, toLevel7()], 6));
    expect(code).toBe(1);
    expect(broken).toContainEqual(
      expect.stringMatching(
        /^graduation waste-recognition: .*product-manager.* asked for this step/,
      ),
    );
  });

  test("a review record that was put there ahead of its step, and would prove it", async () => {
    const review = Object.keys(toLevel7().files).find((path) => path.endsWith("-6-to-7.yml")) ?? "";
    const path = review.replace("2026-07-06", "2026-06-30");
    const files = { [path]: fileAt(6, review).replace("2026-07-06", "2026-06-30") };
    const ahead = { number: 70, at: "2026-06-30", author: "ml-engineer", files };
    const { code, broken } = await audited(await copyWith([ahead, toLevel7()], 6));
    expect(code).toBe(1);
    expect(broken).toContainEqual(
      expect.stringMatching(/^review-record \S+2026-06-30-6-to-7.yml: review-content-stated: /),
    );
  });

  test("a policy that was edited by who gains from it", async () => {
    const config = `${fileAt(5, CONFIG)}rules:\n  coverage-product: { lines: 10 }\n`;
    const edit = {
      number: 70,
      at: "2026-06-30",
      author: "ml-engineer",
      files: { [CONFIG]: config },
    };
    const { code, broken } = await audited(await copyWith([edit, toLevel7()], 6));
    expect(code).toBe(1);
    expect(broken).toEqual([
      "policy-change .mltrl/config.yml: rules.coverage-product.lines: 80 became 10; nobody of policy-owners approved it besides who wrote it; ml-engineer, who wrote it, takes part in waste-recognition 6 → 7 (#77)",
    ]);
    // By leave of who answers for the policy it holds.
    const agreed = { ...edit, approvedBy: { "quality-engineer": "" } };
    expect(await audited(await copyWith([agreed, toLevel7()], 6))).toMatchObject({ broken: [] });
  });

  test("a waiver that is over, and what was merged on it afterwards", async () => {
    const waivers = `version: 1
waivers:
  - rule: coverage-product
    component: ${COMPONENT}
    reason: The simulator of the camera comes in August.
    until: 2026-08-31
    approver: policy-owners
    granted: { date: 2026-07-20 }
`;
    const grant = {
      number: 80,
      at: "2026-07-20",
      author: "ml-engineer",
      files: { ".mltrl/waivers.yml": waivers },
      approvedBy: { "quality-engineer": "" },
    };
    const { code, broken } = await audited(await copyWith([grant]));
    expect(code).toBe(1);
    expect(broken).toEqual([
      "waiver .mltrl/waivers.yml: coverage-product: the waiver of coverage-product for waste-recognition ended on 2026-08-31, and stands there still",
    ]);
    const alone = { ...grant, approvedBy: {} };
    const { broken: ungranted } = await audited(await copyWith([alone]));
    expect(ungranted).toContainEqual(
      expect.stringContaining("and nobody who is policy-owners approved it besides who asked"),
    );
  });

  test("a record that was edited, and one that was taken away", async () => {
    const paths = Object.keys(steps[7]?.after.tree ?? {});
    const [edited = "", removed = ""] = paths.filter((path) => path.startsWith(".mltrl/reviews/"));
    const text = readFileSync(join(await copyWith([]), edited), "utf8");
    const files = { [edited]: `${text}# corrected\n`, [removed]: null };
    const push = { number: 90, at: "2026-09-01", author: "ml-engineer", files, unseen: true };
    const { code, broken } = await audited(await copyWith([push]));
    expect(code).toBe(1);
    expect(broken).toEqual([
      `altered-record ${edited}: ${edited} was edited after it had been merged`,
      `altered-record ${removed}: ${removed} was removed after it had been merged`,
    ]);
  });

  describe("a broken chain, where a record", () => {
    test("says something else", async () => {
      const { code, problems } = await tampered((text) => text.replace("product-manager", "ghost"));
      expect(code).toBe(1);
      expect(problems.join("\n")).toMatch(/000003-\S+ was changed in the commit/);
      expect(problems.join("\n")).toMatch(/000004-\S+ was appended to a record with the digest/);
    });

    test("is gone", async () => {
      const { code, problems, broken } = await tampered(() => undefined);
      expect(code).toBe(1);
      expect(problems.join("\n")).toMatch(/000003-\S+ was taken out in the commit/);
      expect(problems.join("\n")).toMatch(
        /000004-\S+ says that it is record 4 and stands in place 3/,
      );
      expect(broken).toContainEqual(expect.stringContaining("there is none of this merge"));
    });

    test("is the last and says something else", async () => {
      const last = { which: 5 };
      const { code, problems } = await tampered(
        (text) => text.replace("product-manager", "ghost"),
        last,
      );
      expect(code).toBe(1);
      expect(problems).toEqual([expect.stringMatching(/^000006-\S+ was changed in the commit/)]);
    });

    test("decides otherwise than its facts, though the reference was moved to hide it", async () => {
      const last = { which: 5, amended: true };
      const { code, broken } = await tampered(
        (text) => text.replace("the panel for 6 → 7 has approved", "everybody has approved"),
        last,
      );
      expect(code).toBe(1);
      expect(broken.join("\n")).toContain("does not follow from the facts in it");
    });

    test("is no record any more", async () => {
      const { code, problems } = await tampered(() => "{}\n");
      expect(code).toBe(1);
      expect(problems.join("\n")).toMatch(/000003-\S+ is no capsule/);
    });
  });
});

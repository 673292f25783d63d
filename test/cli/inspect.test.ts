import { expect, test } from "@jest/globals";
import { mltrl } from "./command-line.ts";
import { temporaryRepositories } from "./repositories.ts";

const repository = temporaryRepositories();
const LCOV = "SF:a.py\nDA:1,2\nDA:2,0\nend_of_record\n";

test("prints an array with one object a file; line numbers on demand", async () => {
  const { folder } = repository({ "a.info": LCOV, tags: "nn@v1.0.0\n" });
  const { code, out } = await mltrl(folder, ["inspect", "a.info", "tags", "--json"]);
  expect(code).toBe(0);
  const counts = { covered: 1, missed: 1, total: 2 };
  expect(JSON.parse(out)).toEqual([
    {
      file: "a.info",
      kind: "coverage",
      format: "lcov",
      summary: { files: 1, lines: counts, branches: null, functions: null },
      items: [{ path: "a.py", lines: counts }],
      problems: [],
    },
    expect.objectContaining({ file: "tags", kind: "tags" }),
  ]);
  const withLines = await mltrl(folder, ["inspect", "a.info", "--json", "--lines"]);
  expect(JSON.parse(withLines.out)[0].items[0].lineNumbers).toEqual({ covered: [1], missed: [2] });
});

test("tells people the same in words, and what is wrong", async () => {
  const { folder } = repository({ "a.info": LCOV, "b.xml": "<coverage>" });
  const { code, out } = await mltrl(folder, ["inspect", "a.info", "b.xml"]);
  expect(code).toBe(1);
  expect(out).toContain("a.info  coverage, lcov\n  files: 1\n  lines: 1 of 2\n");
  expect(out).toContain("  branches: not measured\n");
  expect(out).toMatch(/b\.xml {2}coverage\n {2}✗ line 1/);
});

test("needs no repository, and goes on where a file cannot be opened", async () => {
  const { folder } = repository({ "a.info": LCOV });
  const { code, out, err } = await mltrl(folder, ["inspect", "absent", "a.info"]);
  expect({ code, err }).toEqual({ code: 2, err: expect.stringContaining("absent") });
  expect(out).toContain("lines: 1 of 2");
});

test("leaves out lists of nothing, and calls them none within others", async () => {
  const { folder } = repository({
    "r.xml": '<testsuite name="s"><testcase name="a"/></testsuite>',
    "b.info": "SF:b.py\nDA:1,0\nend_of_record\n",
  });
  const { out } = await mltrl(folder, ["inspect", "r.xml", "b.info", "--lines"]);
  expect(out).toContain("  - suite s, name a, outcome passed\n");
  expect(out).toContain("lineNumbers covered none, missed 1\n");
});

test("keeps the place of a file that cannot be opened", async () => {
  const { folder } = repository({ "a.info": LCOV, "sub/b.info": LCOV });
  const { code, out } = await mltrl(folder, ["inspect", "absent", "sub", "a.info", "--json"]);
  expect(code).toBe(2);
  const none = { kind: null, format: null, summary: {}, items: [] };
  expect(JSON.parse(out)).toEqual([
    { ...none, file: "absent", problems: [{ message: expect.stringContaining("no such file") }] },
    { ...none, file: "sub", problems: [{ message: expect.stringContaining("is a folder") }] },
    expect.objectContaining({ file: "a.info", kind: "coverage" }),
  ]);
});

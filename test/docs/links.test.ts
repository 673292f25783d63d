import { existsSync, globSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { expect, test } from "@jest/globals";

const ROOT = join(import.meta.dirname, "../..");
const PAGES = [
  "README.md",
  "rules/README.md",
  ".github/CONTRIBUTING.md",
  ...globSync("docs/**/*.md", { cwd: ROOT }),
  ...globSync("examples/*/README.md", { cwd: ROOT }),
].toSorted();

test("there is a handbook", () => {
  expect(PAGES.length).toBeGreaterThan(20);
});

test.each(PAGES)("the links of %s lead somewhere", (page) => {
  const text = withoutCode(readFileSync(join(ROOT, page), "utf8"));
  const targets = [...text.matchAll(/\]\(([^)\s]+)\)/g)].map(([, target]) => target ?? "");
  const broken = targets.filter((target) => !/^[a-z]+:/.test(target) && !leads(page, target));
  expect(broken).toEqual([]);
});

function leads(page: string, target: string): boolean {
  const [path = "", anchor] = target.split("#");
  const file = path === "" ? join(ROOT, page) : join(ROOT, dirname(page), decodeURI(path));
  if (!existsSync(file)) return false;
  return anchor === undefined || anchorsOf(readFileSync(file, "utf8")).has(anchor);
}

/** As GitHub makes them of headings; a heading that stands there again gets a number. */
function anchorsOf(text: string): ReadonlySet<string> {
  const anchors = new Set<string>();
  for (const [, heading = ""] of withoutCode(text, "blocks").matchAll(/^#{1,6} +(.+?) *#*$/gm)) {
    const anchor = heading
      .toLowerCase()
      .replaceAll(/[^\p{L}\p{N}\s_-]/gu, "")
      .replaceAll(" ", "-");
    let unique = anchor;
    for (let i = 1; anchors.has(unique); i += 1) unique = `${anchor}-${i}`;
    anchors.add(unique);
  }
  return anchors;
}

function withoutCode(text: string, what: "blocks" | "all" = "all"): string {
  const prose = text.replaceAll(/^( *)```[^]*?^\1```$/gm, "");
  return what === "blocks" ? prose : prose.replaceAll(/`[^`\n]*`/g, "");
}

import { describe, expect, test } from "@jest/globals";
import { checkRun, type CheckRunText } from "../../src/report/check-run.ts";
import { expectGolden } from "./golden.ts";
import { SCENES } from "./scenes.ts";
import { CONTEXT } from "./show.ts";

function page({ name, conclusion, title, summary, text, annotations }: CheckRunText): string {
  const remarks = annotations.map(
    ({ path, line, level, title, message }) => `${level} ${path}:${line} ${title}\n${message}`,
  );
  return [
    `<!-- ${name} ${conclusion} -->\n\n# ${title}`,
    summary,
    text,
    ...(remarks.length === 0 ? [] : [`\`\`\`text\n${remarks.join("\n")}\n\`\`\``]),
  ].join("\n\n");
}

describe("a check run", () => {
  test.each(Object.entries(SCENES))("%s", (scene, decision) => {
    const pages = decision.checks.map((check) => page(checkRun(decision, check, CONTEXT)));
    expectGolden(`check-run/${scene}.md`, `${pages.join("\n\n---\n\n")}\n`);
    for (const check of decision.checks) {
      expect(checkRun(decision, check, CONTEXT).title.length).toBeLessThanOrEqual(60);
    }
  });
});

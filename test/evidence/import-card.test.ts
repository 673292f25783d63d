import { describe, expect, test } from "@jest/globals";
import { parseCard } from "../../src/evidence/card.ts";
import { importCard } from "../../src/evidence/import-card.ts";

const OFFICIAL = `# MLTRL Card - level 4

|  | |
|---|---|
| Tech name (project ID)  | Cloud masks (R07.2)[^1] |
| Current Level           | 4 [(See level 3)](./mltrl_card_level_3.md) |
| Owner(s) | Ana, Bo |
| Reviewer(s) | Cy |
| Main project page | [page](https://acme.example/p) |
| Req's, V&V docs | [reqs](docs/r.md) |
| Code repo & docs | https://acme.example/c |
| Ethics checks? | WIP: [link](ethics.md) |
| Coupled components | P13.2 |
| Budget | 12 |

**TL;DR** does things.

### Intended use

Many.

[^1]: a note
`;

function imported(text: string): string {
  const card = importCard(text, "card.md");
  if (card.state === "unavailable") throw new Error(card.reason);
  return card.value;
}

describe("an official card", () => {
  test("says the same once it has front matter", () => {
    const after = parseCard(imported(OFFICIAL), "card.md");
    expect(after).toMatchObject({
      state: "known",
      value: {
        form: "front-matter",
        name: "Cloud masks (R07.2)",
        level: 4,
        coupled: ["P13.2"],
        ethics: { text: "WIP: link", target: "ethics.md" },
      },
    });
    if (after.state === "unavailable") return;
    expect(after.value.rows.get("owners")?.text).toBe("Ana, Bo");
    expect(after.value.rows.get("main-project-page")?.target).toBe("https://acme.example/p");
    expect([...after.value.sections.keys()]).toEqual(["tl-dr", "intended-use"]);
  });

  test("keeps what front matter has no key for", () => {
    const text = imported(OFFICIAL);
    expect(text).toContain("- Budget: 12\n");
    expect(text).toContain("- Current Level: 4 [(See level 3)](./mltrl_card_level_3.md)\n");
    expect(text).toContain("Cloud masks (R07.2)[^1]");
    expect(text).toContain("[^1]: a note\n");
    expect(text).not.toContain("| Owner");
  });

  test("leaves nothing behind that front matter says, nor the header of the table", () => {
    const text = imported(OFFICIAL.replace("|  | |", "| Summary info | Content, links |"));
    expect(text).not.toContain("Summary info");
    expect(text).not.toContain("- Ethics checks?");
    expect(text).toContain("link: ethics.md\n");
  });
});

describe("the card of the slides", () => {
  const text = imported(
    [
      "| Technology name | X v1.0 |",
      "|-|-|",
      "| TRL | 6 |",
      "| R&D owner / reviewer | a / b |",
      "| Prod owner / reviewer | c / d |",
      "| TL;DR | says **bold** things |",
      "| Intended use | all |",
    ].join("\n"),
  );

  test("turns rows that are sections into sections", () => {
    expect(text).toContain("### TL;DR\n\nsays **bold** things\n\n### Intended use\n\nall");
  });

  test("keeps both owners and both reviewers", () => {
    const after = parseCard(text, "card.md");
    expect(after).toMatchObject({ value: { productOwner: { text: "c" } } });
    const reviewers = after.state === "known" ? after.value.rows.get("reviewers") : undefined;
    expect(reviewers?.text).toBe("b, d");
  });
});

test.each([
  ["with front matter already", "---\nname: a\nlevel: 1\n---\n", "has front matter already"],
  ["that is no card", "# Notes\n", "found neither"],
])("refuses a text %s", (_, text, reason) => {
  expect(importCard(text, "card.md")).toMatchObject({
    state: "unavailable",
    reason: expect.stringContaining(reason),
  });
});

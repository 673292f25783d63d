import { afterAll, beforeAll, describe, expect, jest, test } from "@jest/globals";
import { startWorld, type World } from "../support/gated-world.ts";
import { MERGED, refusedBy } from "../support/pull-request.ts";
import {
  CARD,
  cardText,
  CHECKS,
  CONFIG,
  configText,
  entryAt,
} from "../support/repository-files.ts";
import { scannerIn } from "../support/scanner.ts";

jest.setTimeout(60_000);

let world: World;
beforeAll(async () => {
  world = await startWorld();
});
afterAll(() => world.close());

const OBSERVED = CHECKS.replaceAll("enforcement: block", "enforcement: observe");
const WITHOUT_SECTION = cardText({ sections: { "Intended use": null } });
const RELEASE = { "release/1.0": ["mltrl/release"] };
const AT_FOUR = {
  [CARD]: cardText({ level: 4, extra: entryAt(4, [0, 1, 2, 3]) }),
};

describe("a release branch", () => {
  test("takes nothing below its minimum level", async () => {
    const { propose } = await scannerIn(world, "minimum", {
      branches: { "release/1.0": {} },
      requires: RELEASE,
    });
    const pull = await propose("topic", { "docs/notes.md": "# Notes\n" }, { to: "release/1.0" });
    expect(await pull.tryMerge("mltrl/release")).toEqual(refusedBy("minimum-level"));
  });

  test("takes what reaches its minimum level", async () => {
    const { propose } = await scannerIn(world, "reached", {
      files: AT_FOUR,
      branches: { "release/1.0": {} },
      requires: RELEASE,
    });
    const pull = await propose("topic", { "docs/notes.md": "# Notes\n" }, { to: "release/1.0" });
    expect(await pull.tryMerge("mltrl/release")).toEqual(MERGED);
  });

  test("cannot have a laxer policy than the default branch", async () => {
    const { propose } = await scannerIn(world, "lax-base", {
      branches: {
        "release/1.0": {
          [CONFIG]: configText(
            "rules:\n  card-sections-present: { severity: off }\n",
            "",
            OBSERVED.replace("minimum-level: 4", "minimum-level: 0"),
          ),
        },
      },
      requires: RELEASE,
    });
    const pull = await propose("topic", { [CARD]: WITHOUT_SECTION }, { to: "release/1.0" });
    expect(await pull.tryMerge("mltrl/release")).toEqual(
      refusedBy("card-sections-present", "minimum-level"),
    );
  });

  test("can have a stricter policy than the default branch", async () => {
    const { propose } = await scannerIn(world, "strict-base", {
      files: AT_FOUR,
      branches: {
        "release/1.0": {
          [CONFIG]: configText("", "", CHECKS.replace("minimum-level: 4", "minimum-level: 5")),
        },
      },
      requires: RELEASE,
    });
    const pull = await propose("topic", { "docs/notes.md": "# Notes\n" }, { to: "release/1.0" });
    expect(await pull.tryMerge("mltrl/release")).toEqual(refusedBy("minimum-level"));
  });
});

test("a release branch that becomes stricter looks again at who wants to be merged", async () => {
  const { propose } = await scannerIn(world, "stricter-since", {
    files: AT_FOUR,
    branches: { "release/1.0": {} },
    requires: RELEASE,
  });
  const pull = await propose("topic", { "docs/notes.md": "# Notes\n" }, { to: "release/1.0" });
  expect((await pull.verdict("mltrl/release")).conclusion).toBe("success");
  const stricter = CHECKS.replace("minimum-level: 4", "minimum-level: 5");
  const tighten = await propose(
    "tighten",
    { [CONFIG]: configText("", "", stricter) },
    { to: "release/1.0" },
  );
  expect(await tighten.tryMerge("mltrl/release")).toEqual(MERGED);
  expect(await pull.tryMerge("mltrl/release")).toEqual(refusedBy("minimum-level"));
});

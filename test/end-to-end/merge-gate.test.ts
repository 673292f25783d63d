import { afterAll, beforeAll, describe, expect, jest, test } from "@jest/globals";
import {
  coverageFiles,
  ETHICS,
  ethicsText,
  LCOV,
  lcovText,
  STAMP,
} from "../support/evidence-files.ts";
import { startWorld, type World } from "../support/gated-world.ts";
import { MERGED, refusedBy } from "../support/pull-request.ts";
import {
  CARD,
  cardText,
  CONFIG,
  configText,
  entryAt,
  scannerFiles,
} from "../support/repository-files.ts";
import { scannerIn } from "../support/scanner.ts";

jest.setTimeout(60_000);

let world: World;
beforeAll(async () => {
  world = await startWorld();
});
afterAll(() => world.close());

describe("the merge is refused while the card is wrong", () => {
  test("a section left out, until it is back", async () => {
    const { clone, propose } = await scannerIn(world, "section");
    const pull = await propose("topic", {
      [CARD]: cardText({ sections: { "Intended use": null } }),
    });
    expect(await pull.tryMerge()).toEqual(refusedBy("card-sections-present"));
    await clone.push("topic", "Say what it is for", {
      [CARD]: cardText({ sections: { "Intended use": "Second reading in screening." } }),
    });
    expect(await pull.tryMerge()).toEqual(MERGED);
  });

  test("a model whose content changes under the same version, until the version rises", async () => {
    const { clone, propose } = await scannerIn(world, "version");
    const pull = await propose("retrain", { "models/nodule/weights.bin": "other weights\n" });
    expect(await pull.tryMerge()).toEqual(refusedBy("semver-model"));
    const raised = cardText()
      .replaceAll("version: 1.0.0\n    path: models", "version: 1.1.0\n    path: models")
      .replace("nodule-net 1.0.0", "nodule-net 1.1.0");
    await clone.push("retrain", "Raise the version", { [CARD]: raised });
    expect(await pull.tryMerge()).toEqual(MERGED);
  });

  test("a model taken off the card, until a decision names it", async () => {
    const { clone, propose } = await scannerIn(world, "removal");
    const second = `models:
  - name: nodule-net
    version: 1.0.0
    path: models/nodule/weights.bin
  - name: vessel-net
    version: 1.0.0
    path: models/nodule/vessels.bin
datasets:
  - name: chest-scans
    version: 1.0.0
    path: data/scans.csv
    kind: subset
    note: A tenth of the scans of one hospital, drawn at random.
`;
    const both = await propose("second", {
      [CARD]: cardText({ models: second }),
      "models/nodule/vessels.bin": "weights for vessels\n",
    });
    expect(await both.tryMerge()).toEqual(MERGED);
    const pull = await propose("removal", {
      [CARD]: cardText(),
      "models/nodule/vessels.bin": null,
    });
    expect(await pull.tryMerge()).toEqual(refusedBy("declared-things-kept"));
    await clone.push("removal", "Say why vessel-net goes", {
      ".mltrl/decisions/nodule-detector/2026-03-02-2.yml": `version: 1
component: nodule-detector
level: 2
date: "2026-03-02"
decision: Go on without vessel-net
reason: It found nothing that the first network does not find.
by: [researcher]
`,
    });
    expect(await pull.tryMerge()).toEqual(MERGED);
  });
});

test("a card cannot declare gates as never walked to be rid of their rules", async () => {
  const { propose } = await scannerIn(world, "entry");
  const pull = await propose("topic", {
    [CARD]: cardText({ extra: entryAt(2, [0, 1, 2, 3, 4, 5, 6, 7, 8]) }),
    "models/nodule/weights.bin": "other weights\n",
  });
  expect(await pull.tryMerge()).toEqual(refusedBy("no-level-skip", "semver-model"));
});

describe("the merge is refused while the ethics checklist is open", () => {
  const atFive = {
    [CARD]: cardText({ level: 5, extra: entryAt(5, [0, 1, 2, 3]) }),
    [ETHICS]: ethicsText(),
  };

  test("an item unticked, until it is ticked", async () => {
    const { clone, propose } = await scannerIn(world, "unticked", { files: atFive });
    const pull = await propose("topic", { [ETHICS]: ethicsText({ open: ["A.2"] }) });
    expect(await pull.tryMerge()).toEqual(refusedBy("ethics-predev-complete"));
    await clone.push("topic", "Tick it", { [ETHICS]: `${ethicsText()}\nSeen by the board.\n` });
    expect(await pull.tryMerge()).toEqual(MERGED);
  });

  test("an item deleted, until it is back", async () => {
    const { clone, propose } = await scannerIn(world, "deleted", { files: atFive });
    const pull = await propose("topic", { [ETHICS]: ethicsText({ without: ["B.2"] }) });
    expect(await pull.tryMerge()).toEqual(
      refusedBy("declared-things-kept", "ethics-predev-complete"),
    );
    await clone.push("topic", "Put it back", { [ETHICS]: `${ethicsText()}\nAll is there.\n` });
    expect(await pull.tryMerge()).toEqual(MERGED);
  });
});

describe("the merge is refused while coverage says too little", () => {
  const SOURCE = "src/reader.js";
  const TWO_LINES =
    "export const read = (scan) => scan;\nexport const size = (scan) => scan.length;\n";
  const atFour = {
    ...scannerFiles(),
    // What is committed and stamped is enough for this policy.
    [CONFIG]: configText(
      "rules:\n  unit-tests-pass: { severity: off }\n  coverage-prototype: { trust: 0 }\n",
    ),
    [CARD]: cardText({ level: 4, extra: entryAt(4, [0, 1, 2]) }),
  };
  const measured = { ...atFour, ...coverageFiles(atFour, { [SOURCE]: [9, 10] }) };
  const refused = refusedBy("coverage-prototype");

  test("below the threshold, until tests run enough lines", async () => {
    const { clone, propose } = await scannerIn(world, "coverage", { files: measured });
    const after = { ...atFour, [SOURCE]: TWO_LINES };
    const change = (covered: number) => ({
      [SOURCE]: TWO_LINES,
      ...coverageFiles(after, { [SOURCE]: [covered, 10] }),
    });
    const pull = await propose("topic", change(5));
    expect(await pull.tryMerge()).toEqual(refused);
    await clone.push("topic", "Test more", change(6));
    expect(await pull.tryMerge()).toEqual(MERGED);
  });

  test("missing, until the report is there again", async () => {
    const { clone, propose } = await scannerIn(world, "no-coverage", { files: measured });
    const pull = await propose("topic", { [LCOV]: null, [STAMP]: null });
    expect(await pull.tryMerge()).toEqual(refused);
    await clone.push("topic", "Measure", coverageFiles(atFour, { [SOURCE]: [10, 10] }));
    expect(await pull.tryMerge()).toEqual(MERGED);
  });

  test("of other content, until it is measured anew", async () => {
    const { clone, propose } = await scannerIn(world, "stale-coverage", { files: measured });
    const pull = await propose("topic", { [SOURCE]: TWO_LINES });
    expect(await pull.tryMerge()).toEqual(refused);
    await clone.push("topic", "Write a better report by hand", {
      [LCOV]: lcovText({ [SOURCE]: [10, 10] }),
    });
    expect(await pull.tryMerge()).toEqual(refused);
    await clone.push("topic", "Measure", {
      ...coverageFiles({ ...atFour, [SOURCE]: TWO_LINES }, { [SOURCE]: [10, 10] }),
    });
    expect(await pull.tryMerge()).toEqual(MERGED);
  });
});

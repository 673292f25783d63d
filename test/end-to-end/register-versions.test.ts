import { afterAll, beforeAll, expect, jest, test } from "@jest/globals";
import type { GatedRepository } from "../support/gated-repository.ts";
import { startWorld, type World } from "../support/gated-world.ts";
import { CARD, cardText, CONFIG, configText } from "../support/repository-files.ts";
import { scannerIn } from "../support/scanner.ts";

jest.setTimeout(60_000);

let world: World;
beforeAll(async () => {
  world = await startWorld({ writes: true });
});
afterAll(() => world.close());

const RAISED = {
  "models/nodule/weights.bin": "other weights\n",
  [CARD]: cardText()
    .replaceAll("version: 1.0.0\n    path: models", "version: 1.1.0\n    path: models")
    .replace("nodule-net 1.0.0", "nodule-net 1.1.0"),
};
const ON_MERGE = { [CONFIG]: configText("register-versions: on-merge\n") };

async function tags(repository: GatedRepository): Promise<Record<string, string>> {
  await world.quiet();
  const refs = (await repository.as("researcher").wanted("GET", "/git/matching-refs/tags/")) as {
    ref: string;
    object: { type: string };
  }[];
  return Object.fromEntries(refs.map(({ ref, object }) => [ref, object.type]));
}

test("a merge registers the version that it raises, once and annotated", async () => {
  const { repository, propose } = await scannerIn(world, "registers", { files: ON_MERGE });
  const pull = await propose("retrain", RAISED);
  expect(await pull.tryMerge()).toMatchObject({ merge: 200 });
  const made = { "refs/tags/nodule-net@v1.1.0": "tag", "refs/tags/v1.0.0": "commit" };
  expect(await tags(repository)).toEqual(made);

  const [delivery] = (await world.github.deliveries({ event: "pull_request", action: "closed" })).slice(-1); // prettier-ignore
  await world.github.redeliver({ guid: delivery?.guid ?? "" });
  const other = await propose("notes", { "docs/notes.md": "# Notes\n" });
  expect(await other.tryMerge()).toMatchObject({ merge: 200 });
  expect(await tags(repository)).toEqual(made);
});

test("a tag that is there is left as it is", async () => {
  const { repository, propose } = await scannerIn(world, "registered", {
    files: ON_MERGE,
    tags: ["v1.0.0", "nodule-net@v1.1.0"],
  });
  const pull = await propose("retrain", RAISED);
  await pull.tryMerge();
  expect(await tags(repository)).toMatchObject({ "refs/tags/nodule-net@v1.1.0": "commit" });
});

test("nothing is tagged unless the policy asks for it", async () => {
  const { repository, propose } = await scannerIn(world, "unasked");
  const pull = await propose("retrain", RAISED);
  expect(await pull.tryMerge()).toMatchObject({ merge: 200 });
  expect(await tags(repository)).toEqual({ "refs/tags/v1.0.0": "commit" });
});

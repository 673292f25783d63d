import { tmpdir } from "node:os";
import { afterAll, beforeAll, expect, jest, test } from "@jest/globals";
import { mltrl } from "../cli/command-line.ts";
import { APP_ID, startWorld, type World } from "../support/gated-world.ts";
import { CONFIG, configText } from "../support/repository-files.ts";
import { scannerIn } from "../support/scanner.ts";
import { handbookPage } from "./handbook-page.ts";

jest.setTimeout(60_000);

let world: World;
beforeAll(async () => {
  world = await startWorld();
});
afterAll(() => world.close());

test("block-for-real.md has calls that work as they stand", async () => {
  const owned = configText().replace("roles:\n", "roles:\n  policy-owners: [platform-admin]\n");
  await scannerIn(world, "scanner", { requires: {}, files: { [CONFIG]: owned } });
  const { calls } = handbookPage("how-to/block-for-real.md");
  expect(calls.length).toBeGreaterThan(0);
  for (const words of calls) {
    const { code, err } = await mltrl(
      tmpdir(),
      words.map((word) => (word === "123456" ? String(APP_ID) : word)),
      { environment: { GITHUB_TOKEN: "platform-admin", GITHUB_API_URL: world.github.url } },
    );
    expect({ words, code, err }).toEqual({ words, code: 0, err: "" });
  }
});

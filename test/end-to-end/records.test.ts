import { afterAll, beforeAll, describe, expect, jest, test } from "@jest/globals";
import type { Capsule } from "../../src/core/records/capsule-schema.ts";
import { parseCapsule } from "../../src/core/records/capsule.ts";
import { textDigest } from "../../src/core/source/canonical-json.ts";
import type { Clone } from "../support/clone.ts";
import { raiseFiles } from "../support/evidence-files.ts";
import { startWorld, type World } from "../support/gated-world.ts";
import { CONFIG, configText } from "../support/repository-files.ts";
import { scannerIn } from "../support/scanner.ts";

jest.setTimeout(60_000);

let world: World;
beforeAll(async () => {
  world = await startWorld({ writes: true });
});
afterAll(() => world.close());

const REFSPEC = "refs/mltrl/records:refs/mltrl/records";

/** The capsules that a clone gets, with the digest of each. */
async function capsules(clone: Clone): Promise<{ capsule: Capsule; digest: string }[]> {
  await clone.git("fetch", "--quiet", "origin", REFSPEC);
  const names = (await clone.git("ls-tree", "--name-only", "refs/mltrl/records")).split("\n");
  return Promise.all(
    names.map(async (name) => {
      const text = `${await clone.git("show", `refs/mltrl/records:${name}`)}\n`;
      const capsule = parseCapsule(text, name);
      if (capsule.state === "unavailable") throw new Error(capsule.reason);
      return { capsule: capsule.value, digest: textDigest(text) };
    }),
  );
}

describe("a merge on record", () => {
  test.each(["merge", "squash", "rebase"] as const)(
    "by %s: who signed what, and a second record that names the first",
    async (method) => {
      const { clone, propose } = await scannerIn(world, `records-${method}`);
      const before = await clone.git("rev-parse", "origin/main");
      const pull = await propose("raise", raiseFiles(2, 3));
      await clone.push("raise", "A word more", { "README.md": "# The scanner\n" });
      await pull.approve("researcher");
      expect(await pull.tryMerge(undefined, method)).toMatchObject({ merge: 200 });
      await world.quiet();
      const [first] = await capsules(clone);
      await clone.git("fetch", "--quiet", "origin");
      expect(first?.capsule).toMatchObject({
        number: 1,
        previous: null,
        "pull-request": {
          number: pull.number,
          author: "ml-engineer",
          base: "main",
          "base-before": before,
          "merge-commit": await clone.git("rev-parse", "origin/main"),
          "merged-by": "platform-admin",
        },
        events: [
          {
            kind: "graduation",
            component: "nodule-detector",
            from: 2,
            to: 3,
            conclusion: "success",
            seats: [{ holder: "researcher" }],
          },
        ],
        signatures: [{ login: "researcher", state: "approved", from: 2, to: 3, counts: true }],
        contributors: { logins: ["ml-engineer"], unlinked: [] },
      });

      const edit = await propose("edit", { [CONFIG]: configText("existing-grace: 7\n") });
      expect(await edit.tryMerge(undefined, method)).toMatchObject({ merge: 200 });
      await world.quiet();
      const [, second] = await capsules(clone);
      expect(second?.capsule).toMatchObject({
        number: 2,
        previous: first?.digest,
        events: [{ kind: "policy-change", files: [CONFIG] }],
      });
    },
  );
});

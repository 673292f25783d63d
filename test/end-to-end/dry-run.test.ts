import { afterAll, beforeAll, describe, expect, jest, test } from "@jest/globals";
import * as fc from "fast-check";
import type { RepositoryRef } from "../../src/core/model/change.ts";
import { promote } from "../../src/use-cases/promote.ts";
import type { AssumedPolicy } from "../../src/use-cases/assumed-policy.ts";
import { simulate } from "../../src/use-cases/simulate.ts";
import type { LedgerEntry } from "../github/ledger.ts";
import { ENGINE } from "../support/fake-engine.ts";
import { APP_ID, INSTALLATION, OWNER, startWorld, type World } from "../support/gated-world.ts";
import { portsOnGithub } from "../support/ports-on-github.ts";
import { CARD, cardText, CHECKS, CONFIG, configText } from "../support/repository-files.ts";
import { scannerIn, type Workplace } from "../support/scanner.ts";

jest.setTimeout(60_000);

const OBSERVED = CHECKS.replaceAll("enforcement: block", "enforcement: observe");
const WITHOUT_SECTION = { [CARD]: cardText({ sections: { "Intended use": null } }) };
const RAISED = { [CARD]: cardText({ level: 3 }) };
const SHORTER = { [CARD]: cardText({ sections: { "TL;DR": "Marks nodules." } }) };

let world: World;
beforeAll(async () => {
  // The App may do whatever it could ever want to: what it leaves alone, it leaves by itself.
  world = await startWorld({ writes: true });
});
afterAll(() => world.close());

/** What the App wrote, by API or by git. */
async function writes(): Promise<readonly LedgerEntry[]> {
  await world.quiet();
  const entries = await world.github.ledger({ app: APP_ID });
  return entries.filter(
    ({ kind, path }) =>
      ["rest-write", "graphql-mutation", "git"].includes(kind) && !path.includes("access_tokens"),
  );
}

describe("a check that observes", () => {
  let place: Workplace;
  beforeAll(async () => {
    place = await scannerIn(world, "observed", {
      files: { [CONFIG]: configText("", "", OBSERVED) },
      requires: {},
    });
    await world.quiet();
    await world.github.clearLedger();
  });

  test("writes nothing but its own neutral check, whatever happens", async () => {
    const { clone, propose } = place;
    const broken = await propose("broken", WITHOUT_SECTION);
    await broken.verdict();
    await clone.start("more", "origin/broken");
    await clone.push("broken", "Go on", { "docs/notes.md": "# Notes\n" });
    await broken.approve("researcher");
    const raised = await propose("raised", RAISED);
    await raised.requestChanges("researcher");
    const { conclusion, title } = await raised.verdict();
    expect(conclusion).toBe("neutral");
    expect(title).toMatch(/^Observed: would /);
    expect(await broken.tryMerge()).toMatchObject({ conclusion: "neutral", merge: 200 });

    const written = await writes();
    expect(written.length).toBeGreaterThan(2);
    expect(
      written.map(({ method, path, body }) => ({ method, path, ...(body as object) })),
    ).toEqual(
      written.map(() =>
        expect.objectContaining({
          method: "POST",
          path: `/repos/${OWNER}/observed/check-runs`,
          name: "mltrl/main",
          conclusion: "neutral",
        }),
      ),
    );
  });
});

describe("a simulation", () => {
  test("reads what it needs from GitHub and writes nothing", async () => {
    const { repository, propose } = await scannerIn(world, "simulated");
    const pull = await propose("topic", SHORTER);
    await pull.verdict();
    const { id } = (await repository.as("ml-engineer").wanted("GET", "")) as { id: number };
    await world.github.clearLedger();
    const ref = { id, owner: OWNER, name: "simulated", installation: INSTALLATION };
    const ports = await (
      await portsOnGithub(world.github)
    ).ofPullRequest(ref satisfies RepositoryRef, pull.number);
    const ready = await promote("nodule-detector", "ml-engineer", ports, ENGINE);
    expect(ready).toMatchObject({ outcome: "ready", from: 2, to: 3 });
    const from = "other.yml";
    const policy: AssumedPolicy = {
      name: from,
      files: [{ path: CONFIG, text: configText("", "", OBSERVED), from }],
      replaces: (path) => path === CONFIG,
    };
    const organization = {
      path: "organization.yml",
      text: 'version: 1\napplies-to: { repositories: ["*"] }\n',
    };
    await fc.assert(
      fc.asyncProperty(
        fc.record(
          {
            policy: fc.constant(policy),
            organization: fc.constant(organization),
            current: fc.constant(organization),
            approvals: fc.constantFrom([], [{ login: "researcher", role: "researcher" }]),
            wholeTree: fc.boolean(),
          },
          { requiredKeys: ["approvals", "wholeTree"] },
        ),
        async (whatIf) => {
          const enforcement = "policy" in whatIf ? "observe" : "block";
          expect(await simulate(ports, whatIf, ENGINE)).toMatchObject({
            state: "known",
            value: { after: { checks: [{ name: "mltrl/main", enforcement }] } },
          });
          expect(await writes()).toEqual([]);
        },
      ),
      { numRuns: 20 },
    );
    expect((await world.github.ledger({ app: APP_ID })).length).toBeGreaterThan(0);
    expect(await writes()).toEqual([]);
  });
});

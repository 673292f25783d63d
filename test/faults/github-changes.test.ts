import { afterAll, afterEach, beforeAll, describe, expect, jest, test } from "@jest/globals";
import type { Fault } from "../github/faults.ts";
import { APP_ID, INSTALLATION, OWNER, startWorld, type World } from "../support/gated-world.ts";
import { githubUser } from "../support/github-user.ts";
import { ITS_INSTALLATION, NEIGHBOUR, welcomeNeighbour } from "../support/neighbour.ts";
import { CARD, cardText } from "../support/repository-files.ts";
import { scannerIn } from "../support/scanner.ts";

jest.setTimeout(60_000);

const WITHOUT_SECTION = { [CARD]: cardText({ sections: { "Intended use": null } }) };
const READ = { operationName: "EvaluatePullRequest" };

let world: World;
beforeAll(async () => {
  world = await startWorld({ sweepEvery: 1000 });
  await welcomeNeighbour(world);
});
afterEach(() => world.github.clearFaults());
afterAll(() => world.close());

/** Opens a pull request that will fail, and lets something happen before the App hears of it. */
async function before(name: string, happening: () => Promise<unknown>) {
  const place = await scannerIn(world, name);
  await world.quiet();
  await world.github.pauseWebhooks();
  const { number } = await place.propose("topic", WITHOUT_SECTION);
  await happening();
  await world.github.resumeWebhooks();
  return { ...place, number };
}

describe("an answer", () => {
  test.each<[string, Fault]>([
    ["that is cut off is asked for again", { kind: "truncate", ...READ, times: 2 }],
    ["that takes long is waited for", { kind: "hang", milliseconds: 2000, ...READ, times: 1 }],
  ])("%s", async (what, fault) => {
    const name = what.replaceAll(" ", "-");
    const { repository, number } = await before(name, () => world.github.addFault(fault));
    const engineer = repository.as("ml-engineer");
    expect((await engineer.verdict(number, "mltrl/main")).conclusion).toBe("failure");
  });
});

describe("a clock of ours that is", () => {
  test.each<[string, number]>([
    ["five minutes ahead of GitHub's", -300_000],
    ["five minutes behind GitHub's", 600_000],
  ])("%s gets tokens all the same", async (what, milliseconds) => {
    await world.github.shiftTime({ milliseconds });
    await world.stopApp();
    await world.startApp(); // with no token of any installation
    const { repository, number } = await before(what.replaceAll(/\W/g, "-"), () =>
      Promise.resolve(),
    );
    const engineer = repository.as("ml-engineer");
    expect((await engineer.verdict(number, "mltrl/main")).conclusion).toBe("failure");
  });
  afterAll(() => world.github.shiftTime({ milliseconds: -300_000 }));
});

test("a repository that is renamed with work to do gets its verdict under its new name", async () => {
  const admin = githubUser(world.github.url, "platform-admin", `${OWNER}/old-name`);
  const { number } = await before("old-name", () =>
    admin.wanted("PATCH", "", { name: "new-name" }),
  );
  const moved = githubUser(world.github.url, "ml-engineer", `${OWNER}/new-name`);
  expect((await moved.verdict(number, "mltrl/main")).conclusion).toBe("failure");
});

test("a repository that is archived with work to do is left alone", async () => {
  const admin = githubUser(world.github.url, "platform-admin", `${OWNER}/put-away`);
  await before("put-away", () => admin.wanted("PATCH", "", { archived: true }));
  await world.quiet();
  expect(await world.github.ledger({ app: APP_ID, path: "/put-away/check-runs$" })).toEqual([]);
});

test("a repository that is transferred with work to do gets its verdict from its new owner's installation", async () => {
  const admin = githubUser(world.github.url, "platform-admin", `${OWNER}/given-away`);
  const { number } = await before("given-away", () =>
    admin.wanted("POST", "/transfer", { new_owner: NEIGHBOUR }),
  );
  const moved = githubUser(world.github.url, "platform-admin", `${NEIGHBOUR}/given-away`);
  expect((await moved.verdict(number, "mltrl/main")).conclusion).toBe("failure");
  const writes = await world.github.ledger({ path: "/given-away/check-runs$", status: 201 });
  expect(writes.map(({ installation }) => installation)).toEqual([ITS_INSTALLATION]);
});

// Last, as its jobs are tried again for long.
test("an installation that is removed with work to do is silent, and is served when it is made anew", async () => {
  world.plans(1000); // the jobs of the installation before are tried again for long
  const { repository, number } = await before("removed", () =>
    world.github.uninstall({ installation: INSTALLATION, sender: "platform-admin" }),
  );
  const engineer = repository.as("ml-engineer");
  expect(await engineer.checkRuns(await engineer.head(number), APP_ID)).toEqual([]);
  await world.github.install({
    app: APP_ID,
    sender: "platform-admin",
    id: INSTALLATION + 1000,
    account: OWNER,
  });
  expect((await engineer.verdict(number, "mltrl/main")).conclusion).toBe("failure");
});

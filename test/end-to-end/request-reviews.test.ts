import { afterAll, beforeAll, expect, jest, test } from "@jest/globals";
import { INSTALLATION, startWorld, type World } from "../support/gated-world.ts";
import { CARD, CONFIG, cardText, scannerFiles } from "../support/repository-files.ts";
import { scannerIn } from "../support/scanner.ts";

jest.setTimeout(60_000);

let world: World;
beforeAll(async () => {
  world = await startWorld({ writes: true });
});
afterAll(() => world.close());

const SHORTER = { [CARD]: cardText({ sections: { "TL;DR": "Marks nodules." } }) };
const SILENT = { [CONFIG]: `${scannerFiles()[CONFIG]}request-reviews: false\n` };

test("asks for the open seats, once, by comment or by button, of an App that knows nothing yet", async () => {
  const { repository, propose } = await scannerIn(world, "ask", { files: SILENT });
  const pull = await propose("topic", SHORTER);
  expect(await pull.say("ml-engineer", "/mltrl request-reviews")).toContain(
    "Nobody was asked: no seat is open here.",
  );
  await pull.say("ml-engineer", "/mltrl promote");
  const requested = async (): Promise<readonly string[]> => {
    const { users } = (await repository
      .as("ml-engineer")
      .wanted("GET", `/pulls/${pull.number}/requested_reviewers`)) as {
      users: { login: string }[];
    };
    return users.map(({ login }) => login);
  };
  expect(await requested()).toEqual([]);
  expect(await pull.say("outsider", "/mltrl request-reviews")).toContain(
    "is for people with write access",
  );
  expect(await requested()).toEqual([]);

  await world.stopApp();
  await world.startApp();
  await world.quiet();
  const { id } = await pull.verdict();
  await world.github.clearLedger();
  await world.github.requestAction({
    run: id,
    identifier: "request-reviews",
    sender: "ml-engineer",
  });
  const said = (await pull.replies()).at(-1);
  expect(said).toMatch(/Asked for a review: `(researcher|research-lead)`\./);
  const asked = await requested();
  expect(asked).toHaveLength(1);
  const entries = await world.github.ledger({ installation: INSTALLATION });
  const comment = entries.findIndex(
    ({ method, path }) => method !== "GET" && path.includes("/comments"),
  );
  expect(comment + 1).toBeLessThanOrEqual(6);

  expect(await pull.say("ml-engineer", "/mltrl request-reviews")).toContain("Nobody new was asked");
  expect(await requested()).toEqual(asked);
});

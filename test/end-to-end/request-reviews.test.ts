import { afterAll, beforeAll, expect, jest, test } from "@jest/globals";
import { raiseFiles } from "../support/evidence-files.ts";
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

test("asks again whoever lost an approval to a push, once for each, and not whom somebody dismissed", async () => {
  const SECONDS = 5_000;
  const files = { [CONFIG]: `${scannerFiles()[CONFIG]}rules:\n  review-panel-satisfied:\n    panels: [{ from-level: 2, roles: [researcher, engineering] }]\n` }; // prettier-ignore
  const { clone, propose, repository } = await scannerIn(world, "again", { files });
  const pull = await propose("raise", raiseFiles(2, 3));
  let shift = 0;
  // GitHub tells whole seconds, and people do not answer within one.
  const later = async (): Promise<void> => {
    await pull.verdict();
    await world.github.shiftTime({ milliseconds: (shift += SECONDS) });
  };
  const asked = async (): Promise<readonly string[]> => {
    await pull.verdict();
    const ledger = await world.github.ledger({ installation: INSTALLATION });
    return ledger.flatMap(
      ({ path, method }) =>
      method === "POST" && path.endsWith(`/again/pulls/${pull.number}/requested_reviewers`) ? [path] : [], // prettier-ignore
    );
  };
  const change = (text: string) => clone.push("raise", text, { "src/reader.js": `// ${text}\n` });
  expect(await asked()).toHaveLength(1);
  await later();
  await pull.approve("research-lead");
  const engineer = await pull.approve("second-engineer");
  expect((await pull.verdict()).conclusion).toBe("success");

  await later();
  await change("one");
  expect(await asked()).toHaveLength(2);
  expect((await pull.verdict()).output.summary).toContain("`second-engineer` (asked)");
  await later();
  await change("two");
  await pull.say("ml-engineer", "/mltrl check");
  expect(await asked()).toHaveLength(2);

  await later();
  await pull.approve("second-engineer");
  await pull.approve("research-lead");
  expect((await pull.verdict()).conclusion).toBe("success");
  await later();
  await change("three");
  expect(await asked()).toHaveLength(3);
  await later();
  const last = await pull.approve("second-engineer");
  await pull.approve("research-lead");
  await later();
  await pull.dismiss(last);
  await pull.dismiss(engineer);
  expect((await pull.verdict()).conclusion).toBe("action_required");
  await change("four");
  const { output } = await pull.verdict();
  expect(output.summary).not.toContain("lapsed: `second-engineer`");
  expect(output.summary).toContain("lapsed: `research-lead`");
  expect(await asked()).toHaveLength(4);
  const { users } = (await repository
    .as("ml-engineer")
    .wanted("GET", `/pulls/${pull.number}/requested_reviewers`)) as { users: { login: string }[] };
  expect(users.map(({ login }) => login)).toEqual(["research-lead"]);
  await world.github.shiftTime({ milliseconds: 0 });
});

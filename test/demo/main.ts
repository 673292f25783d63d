import { once } from "node:events";
import { startWorld, type World } from "../support/gated-world.ts";
import { demoFiles, demoFix } from "./demo-files.ts";
import { type Story, tellStory } from "./story.ts";

const CARD = ".mltrl/cards/nodule-detector.md";
const CHECK = "mltrl/main";

const keep = process.argv.includes("--keep");
const story = tellStory((text) => process.stdout.write(text));
const started = performance.now();
const world = await startWorld({
  files: demoFiles({ level: 2 }),
  branches: { "release/1.0": {} },
  requires: { main: [CHECK], "release/1.0": ["mltrl/release"] },
  writes: true,
});
let ending = 0;
try {
  const refused: string[] = [];
  const allowed: string[] = [];
  await tell(world, story, { refused, allowed });
  story.step("In short");
  for (const merge of refused) story.say(`refused: ${merge}`);
  for (const merge of allowed) story.say(`allowed: ${merge}`);
  const seconds = ((performance.now() - started) / 1000).toFixed(1);
  story.say(
    `${refused.length} merges refused, ${allowed.length} merges allowed, in ${seconds} seconds.`,
  );
  if (keep) await keepRunning(world, story);
} catch (error) {
  process.stderr.write(`${String(error)}\n`);
  ending = 1;
}
await world.close();
process.exit(ending);

/** What became of the merges that were tried. */
interface Merges {
  readonly refused: string[];
  readonly allowed: string[];
}

async function tell(
  world: World,
  { step, say, check, expect }: Story,
  merges: Merges,
): Promise<void> {
  const engineer = world.as("ml-engineer");
  const work = await world.clone("ml-engineer");
  const tryMerge = async (number: number, what: string): Promise<boolean> => {
    const { status, body } = await engineer.merge(number);
    const { message } = body as { message: string };
    say(`Merge #${number}: ${status} ${message.replaceAll(/\s+/g, " ").trim()}`);
    (status === 200 ? merges.allowed : merges.refused).push(`#${number}, ${what}`);
    return status === 200;
  };

  step("A repository with one ML component, nodule-detector, at level 2 (Proof of Principle)");
  say(`It declares itself under .mltrl/, and main takes merges only when ${CHECK} is green.`);

  await work.git("tag", "--annotate", "--message", "First version", "nodule-detector@v0.1.0");
  await work.git("push", "--quiet", "origin", "nodule-detector@v0.1.0");

  step("An engineer retrains the network and tidies up the card, a little too much");
  await work.push("retrain", "Retrain with thicker slices", demoFix.broken);
  const number = await engineer.openPullRequest("retrain", "main", "Retrain with thicker slices");
  say(`git push, and pull request #${number} is open. A signed webhook reaches the App:`);
  const red = await engineer.verdict(number, CHECK);
  check(red);
  expect(red.conclusion === "failure", "the check fails");
  expect(!(await tryMerge(number, "rules do not hold")), "the merge is refused");

  step("The engineer does what the check says: a higher version, the section back");
  await work.push("retrain", "Version the network, say what it is for", demoFix.mended);
  const green = await engineer.verdict(number, CHECK);
  check(green);
  expect(green.conclusion === "success", "the check passes");

  step("Time for the next level. The engineer comments: /mltrl promote");
  await engineer.comment(number, "/mltrl promote");
  await until(async () => (await comments(number)).length > 1);
  say(((await comments(number)).at(-1) ?? "").split("\n").slice(1, 2).join(""));
  const waiting = await engineer.verdict(number, CHECK);
  check(waiting);
  expect(waiting.conclusion === "action_required", "the check waits for the panel");
  expect(!(await tryMerge(number, "the panel has not met")), "the merge is refused");

  step("The author approving would not count. A researcher of the panel reviews and approves");
  await world.as("researcher").review(number, "APPROVE");
  await until(async () => (await engineer.verdict(number, CHECK)).conclusion === "success");
  check(await engineer.verdict(number, CHECK));
  expect(await tryMerge(number, "rules hold and the panel approved"), "the merge is allowed");
  await work.git("fetch", "--quiet", "origin");
  const card = await work.git("show", `origin/main:${CARD}`);
  say(`main now says: ${card.split("\n").find((line) => line.startsWith("level:")) ?? "?"}`);

  step("Eager to ship: a pull request from main to release/1.0, which asks for level 4");
  const release = await engineer.openPullRequest("main", "release/1.0", "Ship it");
  const closed = await engineer.verdict(release, "mltrl/release");
  check(closed);
  expect(closed.conclusion === "failure", "the release check fails");
  expect(!(await tryMerge(release, "level 3, and the release asks for 4")), "it is refused");

  async function comments(pullRequest: number): Promise<string[]> {
    const { body } = await engineer.rest("GET", `/issues/${pullRequest}/comments`);
    return (body as { body: string }[]).map((comment) => comment.body);
  }
  await world.github.settled();
}

/** A step of the story takes a moment; a minute means that it will not happen. */
async function until(holds: () => Promise<boolean>): Promise<void> {
  const end = performance.now() + 60_000;
  while (!(await holds())) {
    if (performance.now() > end) throw new Error("nothing happened for a minute");
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

async function keepRunning({ github }: World, { step, say }: Story): Promise<void> {
  const { host } = new URL(github.url);
  step("It keeps running until you press Ctrl-C. Try it yourself:");
  say(`git clone http://ml-engineer:ml-engineer@${host}/acme/scanner.git`);
  say("cd scanner && git switch -c mine   # change something, commit, then:");
  say("git push -u origin mine");
  say(
    `curl -s -H "authorization: token ml-engineer" ${github.url}/repos/acme/scanner/pulls -d '{"title":"Mine","head":"mine","base":"main"}'`,
  );
  say(
    `curl -s -H "authorization: token ml-engineer" ${github.url}/repos/acme/scanner/commits/mine/check-runs`,
  );
  await Promise.race([once(process, "SIGINT"), once(process, "SIGTERM")]);
}

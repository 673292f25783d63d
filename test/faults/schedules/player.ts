import { type Happening, modelledGithub, type Shown, type Webhook } from "./modelled-github.ts";
import { orderly, PULLS, type Schedule, type Turn } from "./schedule.ts";
import type { SimulatedApp } from "./simulated-app.ts";

/** What is seen of a repository in the end. */
export interface Outcome {
  /** What it has come to, without its commits. */
  readonly state: string;
  readonly shown: readonly Shown[];
}

let repositories = 0;

/** Lets everything happen to a repository of its own, and the App hear of it as the schedule says. */
export async function play(app: SimulatedApp, schedule: Schedule): Promise<Outcome> {
  const { turns, fateOf, manner } = schedule;
  repositories += 1;
  const id = repositories;
  const start = app.now();
  const github = modelledGithub(id, PULLS, () => app.now());
  app.serve(id, github, manner);
  const opened = PULLS.map((number): Turn => ({ after: 0, happening: { kind: "reopen", pull: number } })); // prettier-ignore
  const todo: { at: number; what: Happening | { guid: string; webhook: Webhook } }[] = [];
  let at = start;
  for (const { after, happening: what } of [...opened, ...turns]) {
    at += after;
    todo.push({ at, what });
  }
  let webhooks = 0;
  for (let next = todo.shift(); next !== undefined; next = todo.shift()) {
    const { what } = next;
    if (next.at > app.now()) await app.advance(next.at - app.now());
    if ("guid" in what) {
      await app.deliver(what.guid, what.webhook);
      continue;
    }
    for (const webhook of github.happen(what)) {
      const guid = `${id}-${webhooks}`;
      for (const late of fateOf(webhooks))
        todo.push({ at: next.at + late, what: { guid, webhook } });
      webhooks += 1;
    }
    todo.sort((a, b) => a.at - b.at);
  }
  await app.rest();
  return { state: github.state(), shown: github.shown() };
}

/** Tells what is seen where everything is told in order, once for each state that things may come to. */
export function orderlyCourse(
  app: SimulatedApp,
): (state: string, turns: readonly Turn[]) => Promise<Outcome> {
  const known = new Map<string, Outcome>();
  return async (state, turns) => {
    const found = known.get(state) ?? (await play(app, orderly(turns)));
    known.set(state, found);
    return found;
  };
}

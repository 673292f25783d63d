import { type Fact, known } from "../../core/model/fact.ts";
import { count } from "../../report/count.ts";
import { plain } from "../../report/escape.ts";
import { jsonText } from "../../report/json.ts";
import type { BuriedJob } from "../app/admin-desk.ts";
import type { Command, ExitCode, OptionValues, Surroundings } from "./command.ts";
import { causeLine } from "./print-causes.ts";
import { type Answer, type AskApp, askRunningApp } from "./running-app.ts";

interface Order {
  /** What is named after it: as many as it may be, or `--all` where that is said. */
  readonly operand?: { readonly name: string; readonly many: boolean };
  readonly carryOut: (call: OrderCall) => Promise<ExitCode>;
}

interface OrderCall {
  readonly operands: readonly string[];
  readonly options: OptionValues;
  readonly ask: AskApp;
  readonly surroundings: Surroundings;
}

/** What a terminal shows of an error in a list: `show` has all of it. */
const FIRST_WORDS = 100;

const EACH = { name: "<id>... or --all", many: true };

const ORDERS: Readonly<Record<string, Order>> = {
  list: { carryOut: list },
  show: { operand: { name: "<id>", many: false }, carryOut: show },
  redrive: { operand: EACH, carryOut: (call) => withEach(call, "POST", "/redrive", "redriven") },
  discard: { operand: EACH, carryOut: (call) => withEach(call, "DELETE", "", "discarded") },
  judge: { operand: { name: "<owner>/<repository>", many: false }, carryOut: judge },
};

/** What is wrong with what is named after an order, if anything is. */
function faultOf(
  { operand }: Order,
  operands: readonly string[],
  all: boolean,
): string | undefined {
  const takesAll = operand?.many === true;
  const most = operand === undefined || (takesAll && all) ? 0 : takesAll ? operands.length : 1;
  if (operands.length > most) return `unexpected argument ${operands[most]}`;
  if (all && !takesAll) return "unexpected --all";
  return operand !== undefined && operands.length === 0 && !all ? `expected ${operand.name}` : undefined; // prettier-ignore
}

export const adminCommand: Command = {
  name: "admin",
  summary: "Look after a running App: jobs that failed for good, and repositories to judge again",
  operands: { name: "list|show|redrive|discard|judge [...]", atLeast: 1, atMost: 1000 },
  options: {
    url: {
      type: "string",
      value: "URL",
      description: "Where the App shows its metrics; http://127.0.0.1:9464 if not given",
    },
    all: { type: "boolean", description: "redrive, discard: every job that list shows" },
    json: { type: "boolean", description: "list, show: print one JSON object" },
  },
  notes: [
    "list                        jobs that failed for good, the latest first",
    "show <id>                   one of them with the whole error",
    "redrive <id>... or --all    runs them again, with all their tries",
    "discard <id>... or --all    gives them up",
    "judge <owner>/<repository>  judges every open pull request of it again",
    "",
    "The App takes orders where METRICS_PORT and ADMIN_TOKEN are set. The same ADMIN_TOKEN, or its file in",
    "ADMIN_TOKEN_FILE, has to be in the environment here.",
    "Exit code: 0 if it was done, 1 if there is no such job or repository, 2 if the App could not be asked.",
  ],
  async run({ operands: [name = "", ...operands], options }, surroundings) {
    const { complain } = surroundings;
    const order = Object.hasOwn(ORDERS, name) ? ORDERS[name] : undefined;
    if (order === undefined) {
      complain(
        causeLine(`there is no order ${name}; there are: ${Object.keys(ORDERS).join(", ")}`),
      );
      return 2;
    }
    const fault = faultOf(order, operands, options["all"] === true);
    if (fault !== undefined) {
      complain(causeLine(`${name}: ${fault}`));
      return 2;
    }
    const app = await askRunningApp(options["url"], surroundings);
    if (app.state === "unavailable") return refused(app.reason, surroundings);
    return order.carryOut({ operands, options, ask: app.value, surroundings });
  },
};

async function list({ options, ask, surroundings }: OrderCall): Promise<ExitCode> {
  const found = await buried(ask);
  if (found.state === "unavailable") return refused(found.reason, surroundings);
  if (options["json"] === true)
    surroundings.print(jsonText({ version: 1, deadLetters: found.value }));
  else if (found.value.length === 0) surroundings.print("No job has failed for good.\n");
  else surroundings.print(found.value.map(lineOf).join(""));
  return 0;
}

function lineOf({ deadId, queue, at, tries, key, id, error }: BuriedJob): string {
  const [first = ""] = error.split("\n");
  const about = plain(key ?? id ?? "");
  return `${deadId}  ${instant(at)}  ${queue}  ${about}  ${count(tries, "try", "tries")}  ${plain(first, FIRST_WORDS)}\n`;
}

async function show({ operands, options, ask, surroundings }: OrderCall): Promise<ExitCode> {
  const [id = ""] = operands;
  const answer = await ask("GET", `dead-letters/${encodeURIComponent(id)}`);
  if (answer.state === "unavailable") return refused(answer.reason, surroundings);
  if (answer.value.status !== 200) return absent(answer.value, id, surroundings);
  const letter = answer.value.body as BuriedJob;
  const { queue, key, id: delivery, group, tries, at, error } = letter;
  const rows = { id: letter.deadId, queue, key, delivery, group, tries, "given up": instant(at) };
  surroundings.print(
    options["json"] === true
      ? jsonText({ version: 1, ...letter })
      : `${Object.entries(rows)
          .filter(([, value]) => value !== undefined)
          .map(([name, value]) => `${name.padEnd(9)} ${plain(String(value))}\n`)
          .join("")}\n${error.split("\n").map((line) => `${plain(line, 4000)}\n`).join("")}`, // prettier-ignore
  );
  return 0;
}

async function withEach(
  { operands, options, ask, surroundings }: OrderCall,
  method: string,
  suffix: string,
  done: string,
): Promise<ExitCode> {
  const ids = options["all"] === true ? await allIds(ask) : known(operands);
  if (ids.state === "unavailable") return refused(ids.reason, surroundings);
  let code: ExitCode = 0;
  for (const id of ids.value) {
    const answer = await ask(method, `dead-letters/${encodeURIComponent(id)}${suffix}`);
    if (answer.state === "unavailable") return refused(answer.reason, surroundings);
    if (answer.value.status === 200) surroundings.print(`${plain(id)} ${done}\n`);
    else code = absent(answer.value, id, surroundings);
  }
  if (ids.value.length === 0) surroundings.print("No job has failed for good.\n");
  return code;
}

async function judge({ operands, ask, surroundings }: OrderCall): Promise<ExitCode> {
  const [words = ""] = operands;
  if (!/^[\w.-]+\/[\w.-]+$/.test(words)) {
    return refused(`expected <owner>/<repository>; got ${words}`, surroundings);
  }
  const answer = await ask("POST", `repositories/${words}/judge`);
  if (answer.state === "unavailable") return refused(answer.reason, surroundings);
  if (answer.value.status !== 202) return absent(answer.value, words, surroundings);
  surroundings.print(`Every open pull request of ${plain(words)} is judged again.\n`);
  return 0;
}

async function buried(ask: AskApp): Promise<Fact<readonly BuriedJob[]>> {
  const answer = await ask("GET", "dead-letters");
  if (answer.state === "unavailable") return answer;
  const { deadLetters } = answer.value.body as { readonly deadLetters?: readonly BuriedJob[] };
  return known(deadLetters ?? []);
}

async function allIds(ask: AskApp): Promise<Fact<readonly string[]>> {
  const found = await buried(ask);
  return found.state === "known" ? known(found.value.map(({ deadId }) => deadId)) : found;
}

function instant(milliseconds: number): string {
  return `${new Date(milliseconds).toISOString().slice(0, 19)}Z`;
}

function refused(reason: string, { complain }: Surroundings): ExitCode {
  complain(causeLine(reason));
  return 2;
}

/** The App knows no such thing, or says what else stands against it. */
function absent({ body }: Answer, what: string, { complain }: Surroundings): ExitCode {
  const { error = "the App did not say why" } = body as { readonly error?: string };
  complain(causeLine(`${what}: ${error}`));
  return 1;
}

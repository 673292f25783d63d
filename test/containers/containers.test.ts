import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, jest, test } from "@jest/globals";
import { Ajv } from "ajv";
import { DockerfileParser, type Instruction } from "dockerfile-ast";
import { validate } from "dockerfile-utils";
import { load } from "js-yaml";
import { minimatch } from "minimatch";
import { VARIABLES } from "../../src/main/app/app-variables.ts";
import { generateAppKey } from "../github/start-github.ts";
import { freePort } from "../support/app-process.ts";

jest.setTimeout(120_000);

const ROOT = join(import.meta.dirname, "..", "..");
const CONTAINERFILE = readFileSync(join(ROOT, "Containerfile"), "utf8");

interface Service {
  readonly environment: Readonly<Record<string, string>>;
  readonly secrets: readonly string[];
  readonly ports: readonly string[];
  readonly read_only: boolean;
  readonly stop_grace_period: string;
}

interface ComposeFile {
  readonly services: { readonly app: Service; readonly database: Service };
  readonly secrets: Readonly<Record<string, { readonly file: string }>>;
}

const COMPOSE = load(readFileSync(join(ROOT, "compose.yml"), "utf8")) as ComposeFile;

/** Instructions of the last stage: what the image is. */
function lastStage(): readonly Instruction[] {
  const all = DockerfileParser.parse(CONTAINERFILE).getInstructions();
  return all.slice(all.findLastIndex((each) => each.getKeyword() === "FROM"));
}

function argumentsOf(keyword: string): readonly string[] {
  return lastStage()
    .filter((each) => each.getKeyword() === keyword)
    .map((each) => each.getArgumentsContent() ?? "");
}

/** Of an instruction in the form of an array. */
function commandOf(keyword: string): readonly string[] {
  return JSON.parse(
    argumentsOf(keyword)
      .at(-1)
      ?.replace(/^[^[]*/, "") ?? "[]",
  ) as string[];
}

describe("the Containerfile", () => {
  test("is in order for a linter", () => {
    expect(validate(CONTAINERFILE)).toEqual([]);
  });

  test("begins with Node of this repository, by a short name, and ends as no root", () => {
    const { engines } = JSON.parse(readFileSync(join(ROOT, "package.json"), "utf8")) as { engines: { node: string } }; // prettier-ignore
    const bases = [...CONTAINERFILE.matchAll(/^FROM (\S+)/gm)].map(([, name]) => name);
    expect(bases).toEqual(Array(2).fill(`node:${engines.node.replace(">=", "")}-slim`));
    expect(argumentsOf("USER")).toEqual(["node"]);
  });

  test("takes in only what its ignore file lets through", () => {
    const ignored = readFileSync(join(ROOT, ".containerignore"), "utf8").split("\n");
    const kept = ignored.filter((line) => line.startsWith("!")).map((line) => line.slice(1));
    const taken = [...CONTAINERFILE.matchAll(/^COPY (?!--from)(.+) \S+$/gm)].flatMap(([, names = ""]) => names.split(" ")); // prettier-ignore
    for (const name of taken) {
      expect(kept.some((each) => minimatch(name.replace("./", ""), each))).toBe(true);
    }
  });

  test("has only variables that the App reads", () => {
    const names = argumentsOf("ENV").flatMap((text) => [...text.matchAll(/(\w+)=/g)].map(([, name = ""]) => name)); // prettier-ignore
    expect(names.filter((name) => name !== "NODE_ENV" && !(name in VARIABLES))).toEqual([]);
  });
});

describe("compose.yml", () => {
  test("is in order for a linter", () => {
    const linter = join(ROOT, "node_modules/dclint/bin/dclint.cjs");
    // Errors alone: it warns of the quotes that our formatter puts.
    const args = [linter, "--quiet", "compose.yml"];
    const found = spawnSync(process.execPath, args, { cwd: ROOT, encoding: "utf8" });
    expect(found).toMatchObject({ status: 0, stdout: "\n" });
  });

  test("conforms to the Compose specification", () => {
    const schema = readFileSync(join(ROOT, "node_modules/dclint/schemas/compose.schema.json"), "utf8"); // prettier-ignore
    const { $schema: _, ...rules } = JSON.parse(schema) as { $schema: string };
    const conforms = new Ajv({ strict: false, validateFormats: false }).compile(rules);
    conforms(COMPOSE);
    expect(conforms.errors).toBeNull();
  });

  test("gives the App only variables that it reads, and secrets that are there", () => {
    const { app, database } = COMPOSE.services;
    const known = new Set(
      Object.entries(VARIABLES).flatMap(([name, variable]) => [
        name,
        ...("secretFrom" in variable ? variable.secretFrom : []),
      ]),
    );
    expect(Object.keys(app.environment).filter((name) => !known.has(name))).toEqual([]);
    for (const { environment, secrets } of [app, database]) {
      const named = Object.values(environment).flatMap((value) => /^\/run\/secrets\/(.+)$/.exec(value)?.[1] ?? []); // prettier-ignore
      expect(named.toSorted((a, b) => a.localeCompare(b))).toEqual(secrets.toSorted((a, b) => a.localeCompare(b))); // prettier-ignore
    }
    const declared = new Set([...app.secrets, ...database.secrets]);
    expect(new Set(Object.keys(COMPOSE.secrets))).toEqual(declared);
  });

  test("opens ports to this machine alone, has read-only roots, and waits for the App to stop", () => {
    const { app, database } = COMPOSE.services;
    expect(app.ports.every((port) => port.startsWith("127.0.0.1:"))).toBe(true);
    expect(app.read_only && database.read_only).toBe(true);
    const grace = Number.parseInt(app.stop_grace_period, 10);
    expect(grace).toBeGreaterThan(Number(app.environment["STOP_SECONDS"]));
  });
});

interface Locked {
  readonly dev?: boolean;
  readonly link?: boolean;
}

describe("the image's commands, without an engine", () => {
  let folder: string;
  let key: string;
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), "mltrl-image-"));
    key = generateAppKey();
    for (const name of ["package.json", "src"]) {
      cpSync(join(ROOT, name), join(folder, name), { recursive: true });
    }
    // What `npm ci --omit=dev` installs, by the lock that it follows.
    const { packages } = JSON.parse(readFileSync(join(ROOT, "package-lock.json"), "utf8")) as { packages: Record<string, Locked> }; // prettier-ignore
    for (const [path, { dev, link }] of Object.entries(packages)) {
      if (!path.startsWith("node_modules/") || dev || link) continue;
      // An optional one may be for another machine.
      if (!existsSync(join(ROOT, path))) continue;
      mkdirSync(join(folder, path), { recursive: true });
      cpSync(join(ROOT, path), join(folder, path), {
        recursive: true,
        filter: (source) => !source.slice(join(ROOT, path).length).includes("node_modules"),
      });
    }
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  const run = ([name = "", ...args]: readonly string[], env: NodeJS.ProcessEnv) =>
    spawnSync(name === "node" ? process.execPath : name, args, {
      cwd: folder,
      env,
      encoding: "utf8",
    });

  test("the App starts from what the image holds, is found healthy, and takes orders", async () => {
    const [port, metrics] = [String(await freePort()), String(await freePort())];
    const environment = {
      APP_ID: "1",
      PRIVATE_KEY: key,
      WEBHOOK_SECRET: "a secret",
      GITHUB_API_URL: "http://127.0.0.1:9",
      PORT: port,
      METRICS_PORT: metrics,
      ADMIN_TOKEN: "a-token-for-orders",
      DATA_DIRECTORY: join(folder, "data"),
      NODE_ENV: "production",
    };
    const [, ...args] = [...commandOf("ENTRYPOINT"), ...commandOf("CMD")];
    const app = spawn(process.execPath, args, { cwd: folder, env: environment });
    const ended = once(app, "exit");
    try {
      let said = "";
      app.stderr.on("data", (chunk: Buffer) => (said += chunk.toString()));
      const listening = new Promise<void>((resolve, reject) => {
        app.stdout.on("data", (chunk: Buffer) => {
          said += chunk.toString();
          if (said.includes('{"listening":')) resolve();
        });
        app.once("exit", () => reject(new Error(said)));
      });
      await listening;
      expect(run(commandOf("HEALTHCHECK"), environment).status).toBe(0);
      const admin = run(["node", "src/main/cli.ts", "admin", "list"], environment);
      expect(admin).toMatchObject({ status: 0, stdout: "No job has failed for good.\n" });
    } finally {
      app.kill("SIGTERM");
    }
    expect(await ended).toEqual([0, null]);
    expect(run(commandOf("HEALTHCHECK"), environment).status).toBe(1);
  });
});

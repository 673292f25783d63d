import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";

const ROOT = join(import.meta.dirname, "..", "..");

/** Files that a layer must not hold, by a name for each. */
const REFUSED: Readonly<Record<string, readonly [path: string, text: string]>> = {
  "model imports another part of core": ["src/core/model/a.ts", 'import { x } from "../plan.ts";\nexport const y = x;\n'], // prettier-ignore
  "model imports a type of another part": ["src/core/model/b.ts", 'import type { X } from "../policy/tighten.ts";\nexport type Y = X;\n'], // prettier-ignore
  "model imports a library": ["src/core/model/c.ts", 'import * as z from "zod";\nexport const y = z;\n'], // prettier-ignore
  "model exports another's type": ["src/core/model/d.ts", 'export type { X } from "../../ports/people.ts";\n'], // prettier-ignore
  "a kind imports evaluation": ["src/core/kinds/a.ts", 'import { x } from "../evaluate.ts";\nexport const y = x;\n'], // prettier-ignore
  "a kind imports a port's type": ["src/core/kinds/b.ts", 'import type { X } from "../../ports/people.ts";\nexport type Y = X;\n'], // prettier-ignore
  "a kind imports node": ["src/core/kinds/c.ts", 'import { readFileSync } from "node:fs";\nexport const y = readFileSync;\n'], // prettier-ignore
  "source imports the policy": ["src/core/source/a.ts", 'import { x } from "../policy/tighten.ts";\nexport const y = x;\n'], // prettier-ignore
  "source imports the network": ["src/core/source/b.ts", 'import { get } from "node:https";\nexport const y = get;\n'], // prettier-ignore
  "a selector imports a kind": ["src/core/selector/a.ts", 'import { x } from "../kinds/index.ts";\nexport const y = x;\n'], // prettier-ignore
  "a preset imports evidence": ["src/core/presets/a.ts", 'import { x } from "../../evidence/json.ts";\nexport const y = x;\n'], // prettier-ignore
  "policy imports evidence": ["src/core/policy/a.ts", 'import { x } from "../../evidence/card.ts";\nexport const y = x;\n'], // prettier-ignore
  "core imports an adapter's type": ["src/core/a.ts", 'import type { X } from "../github/tags.ts";\nexport type Y = X;\n'], // prettier-ignore
  "core imports gathering": ["src/core/b.ts", 'import { x } from "../gather/card.ts";\nexport const y = x;\n'], // prettier-ignore
  "core imports node": [
    "src/core/c.ts",
    'import { join } from "node:path";\nexport const y = join;\n',
  ],
  "core reads the time": ["src/core/d.ts", "export const y = new Date();\n"],
  "core reads the time of the model": ["src/core/model/e.ts", "export const y = Date.now();\n"],
  "core reads its surroundings": ["src/core/e.ts", 'export const y = process.env["X"];\n'],
  "core asks the network": ["src/core/f.ts", 'export const y = fetch("https://x");\n'],
  "core speaks": ["src/core/g.ts", 'console.log("x");\nexport const y = 1;\n'],
  "core throws dice": ["src/core/h.ts", "export const y = Math.random();\n"],
  "core measures time": ["src/core/i.ts", "export const y = performance.now();\n"],
  "core waits": ["src/core/j.ts", "export const y = setTimeout(() => undefined, 1);\n"],
  "a kind throws dice": ["src/core/kinds/d.ts", "export const y = Math.random();\n"],
  "an event reads the time": ["src/events/a.ts", "export const y = Date.now();\n"],
  "an event imports a use case": ["src/events/b.ts", 'import { x } from "../use-cases/gate.ts";\nexport const y = x;\n'], // prettier-ignore
  "an event imports a port's type": ["src/events/c.ts", 'import type { X } from "../ports/people.ts";\nexport type Y = X;\n'], // prettier-ignore
  "a command imports evaluation": ["src/commands/a.ts", 'import { x } from "../core/evaluate.ts";\nexport const y = x;\n'], // prettier-ignore
  "a command speaks": ["src/commands/b.ts", 'console.log("x");\nexport const y = 1;\n'],
  "a report imports gathering": ["src/report/a.ts", 'import type { X } from "../gather/view.ts";\nexport type Y = X;\n'], // prettier-ignore
  "a report reads the time": ["src/report/b.ts", "export const y = new Date();\n"],
  "a port imports an adapter": ["src/ports/a.ts", 'import type { X } from "../github/tags.ts";\nexport type Y = X;\n'], // prettier-ignore
  "a format imports a port": ["src/evidence/a.ts", 'import type { X } from "../ports/people.ts";\nexport type Y = X;\n'], // prettier-ignore
  "a format imports the file system": ["src/evidence/b.ts", 'import { readFileSync } from "node:fs";\nexport const y = readFileSync;\n'], // prettier-ignore
  "a format asks the network": ["src/evidence/c.ts", 'export const y = fetch("https://x");\n'],
  "a gatherer imports an adapter": ["src/gather/a.ts", 'import type { X } from "../github/tags.ts";\nexport type Y = X;\n'], // prettier-ignore
  "a gatherer imports evaluation": ["src/gather/b.ts", 'import { x } from "../core/evaluate.ts";\nexport const y = x;\n'], // prettier-ignore
  "a use case imports an adapter": ["src/use-cases/a.ts", 'import { x } from "../github/tags.ts";\nexport const y = x;\n'], // prettier-ignore
  "a use case imports the catalogue": ["src/use-cases/b.ts", 'import { catalogue } from "../generated/catalogue.ts";\nexport const y = catalogue;\n'], // prettier-ignore
  "a command imports an adapter": ["src/use-cases/commands/a.ts", 'import { x } from "../../github/tags.ts";\nexport const y = x;\n'], // prettier-ignore
  "a use case imports Octokit": ["src/use-cases/c.ts", 'import { Octokit } from "@octokit/rest";\nexport const y = Octokit;\n'], // prettier-ignore
  "GitHub's adapter imports a use case": ["src/github/a.ts", 'import type { X } from "../use-cases/gate.ts";\nexport type Y = X;\n'], // prettier-ignore
  "a folder of GitHub's adapter imports another": ["src/github/webhooks/b.ts", 'import { x } from "../../queue/worker.ts";\nexport const y = x;\n'], // prettier-ignore
  "a store imports another": ["src/queue/sqlite/b.ts", 'import { x } from "../postgres/watch.ts";\nexport const y = x;\n'], // prettier-ignore
  "GitHub's adapter imports another": ["src/github/b.ts", 'import { x } from "../queue/worker.ts";\nexport const y = x;\n'], // prettier-ignore
  "the work tree imports evidence": ["src/worktree/a.ts", 'import { x } from "../evidence/card.ts";\nexport const y = x;\n'], // prettier-ignore
  "telemetry imports an adapter": ["src/telemetry/a.ts", 'import { x } from "../github/tags.ts";\nexport const y = x;\n'], // prettier-ignore
  "a use case imports a client of Prometheus": ["src/use-cases/d.ts", 'import { Counter } from "prom-client";\nexport const y = Counter;\n'], // prettier-ignore
  "the queue imports evaluation": ["src/queue/a.ts", 'import { x } from "../core/evaluate.ts";\nexport const y = x;\n'], // prettier-ignore
  "the command line imports the Action": ["src/main/cli/a.ts", 'import { x } from "../action/job.ts";\nexport const y = x;\n'], // prettier-ignore
  "the Action imports the App": ["src/main/action/a.ts", 'import type { X } from "../app/start-app.ts";\nexport type Y = X;\n'], // prettier-ignore
  "a queue imports a handler": ["src/main/app/queues/a.ts", 'import { x } from "../handlers/handle-gate.ts";\nexport const y = x;\n'], // prettier-ignore
  "memory imports an adapter": ["src/main/app/memory/a.ts", 'import { x } from "../../../github/tags.ts";\nexport const y = x;\n'], // prettier-ignore
  "a handler imports who starts it": ["src/main/app/handlers/a.ts", 'import { x } from "../workers.ts";\nexport const y = x;\n'], // prettier-ignore
};

/** Files that are as they should be. */
const TAKEN: Readonly<Record<string, string>> = {
  "src/core/model/ok.ts": 'import type { X } from "./level.ts";\nexport type Y = X;\n',
  "src/core/kinds/ok.ts": 'import * as z from "zod";\nimport type { X } from "../model/level.ts";\nexport const y: X = z;\n', // prettier-ignore
  "src/core/source/ok.ts": 'import { createHash } from "node:crypto";\nexport const y = createHash;\n', // prettier-ignore
  "src/core/predicate/ok.ts": 'import { x } from "../selector/node.ts";\nexport const y = x;\n',
  "src/core/policy/ok.ts": 'import { x } from "../kinds/index.ts";\nexport const y = x;\n',
  "src/core/ok.ts": 'import { x } from "./policy/tighten.ts";\nexport const y = x;\n',
  "src/events/ok.ts": 'import type { X } from "../core/model/request.ts";\nexport type Y = X;\n',
  "src/commands/ok.ts": 'import type { X } from "../core/model/request.ts";\nexport type Y = X;\n',
  "src/report/ok.ts": 'import type { X } from "../core/model/decision.ts";\nexport type Y = X;\n',
  "src/ports/ok.ts": 'import type { X } from "../core/model/fact.ts";\nexport type Y = X;\n',
  "src/evidence/ok.ts": 'import { load } from "js-yaml";\nexport const y = load;\n',
  "src/gather/ok.ts": 'import { x } from "../evidence/card.ts";\nimport { z } from "../ports/people.ts";\nexport const y = [x, z];\n', // prettier-ignore
  "src/use-cases/ok.ts": 'import { x } from "../core/policy/tighten.ts";\nimport { z } from "../report/reply.ts";\nexport const y = [x, z];\n', // prettier-ignore
  "src/use-cases/commands/ok.ts": 'import { x } from "../judge.ts";\nimport { z } from "../../report/reply.ts";\nexport const y = [x, z];\n', // prettier-ignore
  "src/github/ok.ts": 'import { x } from "../core/errors.ts";\nimport { pino } from "pino";\nexport const y = [x, pino, Date.now()];\n', // prettier-ignore
  "src/main/cli/ok.ts": 'import { x } from "../app/admin-desk.ts";\nimport { z } from "../github-ports.ts";\nexport const y = [x, z];\n', // prettier-ignore
  "src/main/app/queues/ok.ts": 'import type { X } from "../../../core/model/change.ts";\nimport { z } from "./folding-queue.ts";\nexport const y: X = z;\n', // prettier-ignore
  "src/main/app/handlers/ok.ts": 'import { x } from "../queues/gates.ts";\nimport { z } from "../../../use-cases/gate.ts";\nexport const y = [x, z];\n', // prettier-ignore
  "src/main/ok.ts": 'import { x } from "../github/tags.ts";\nexport const y = [x, process.pid, new Date()];\n', // prettier-ignore
};

interface Diagnostic {
  readonly filename: string;
  readonly code: string;
}

describe("the lint holds the layers", () => {
  const folder = mkdtempSync(join(tmpdir(), "mltrl-layers-"));
  let reported: ReadonlyMap<string, string[]>;

  beforeAll(() => {
    const files = { ...TAKEN, ...Object.fromEntries(Object.values(REFUSED)) };
    for (const [path, text] of Object.entries(files)) {
      mkdirSync(dirname(join(folder, path)), { recursive: true });
      writeFileSync(join(folder, path), text);
    }
    // Types are not at stake, and there are none in the copy.
    const config = JSON.parse(readFileSync(join(ROOT, ".oxlintrc.json"), "utf8")) as {
      options: object;
    };
    const untyped = { ...config, options: { ...config.options, typeAware: false } };
    writeFileSync(join(folder, ".oxlintrc.json"), JSON.stringify(untyped));
    const { stdout } = spawnSync(join(ROOT, "node_modules/.bin/oxlint"), ["--format", "json"], {
      cwd: folder,
      encoding: "utf8",
    });
    const { diagnostics } = JSON.parse(stdout) as { diagnostics: readonly Diagnostic[] };
    const layers = diagnostics.filter(({ code }) => code.includes("no-restricted-"));
    reported = new Map(
      [...Map.groupBy(layers, ({ filename }) => filename.replaceAll("\\", "/"))].map(
        ([path, found]) => [path, found.map(({ code }) => code)],
      ),
    );
  });

  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  test.each(Object.entries(REFUSED))("%s", (_, [path]) => {
    expect(reported.get(path)).toHaveLength(1);
  });

  test.each(Object.keys(TAKEN))("%s is as it should be", (path) => {
    expect(reported.get(path)).toBeUndefined();
  });
});

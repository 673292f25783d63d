import { generateKeyPairSync } from "node:crypto";
import { describe, expect, test } from "@jest/globals";
import { readAppEnvironment } from "../../../src/main/app/app-environment.ts";
import { VARIABLES } from "../../../src/main/app/app-variables.ts";

const KEY = pem("pkcs1");
const SECRET = "a webhook secret";
const NEEDED = { APP_ID: "4242", PRIVATE_KEY: KEY, WEBHOOK_SECRET: SECRET };
const FILES: Readonly<Record<string, string>> = {
  "/run/key.pem": KEY,
  "/run/secret": "from a file\n",
  "/run/empty": "\n",
  "/run/roots": "{}\n",
};

function pem(type: "pkcs1" | "pkcs8"): string {
  const { privateKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
  return privateKey.export({ type, format: "pem" }).toString();
}

function readFile(path: string): string {
  const text = FILES[path];
  if (text === undefined) throw Object.assign(new Error("no such file"), { code: "ENOENT" });
  return text;
}

function read(environment: Readonly<Record<string, string | undefined>>) {
  return readAppEnvironment({ ...NEEDED, ...environment }, readFile);
}

function settings(environment: Readonly<Record<string, string | undefined>>) {
  const found = read(environment);
  if ("problems" in found) throw new Error(found.problems.join("\n"));
  return found.settings;
}

function problems(environment: Readonly<Record<string, string | undefined>>): readonly string[] {
  const found = read(environment);
  return "problems" in found ? found.problems : [];
}

describe("the environment", () => {
  test("needs three variables, and has an answer for the rest", () => {
    expect(settings({})).toEqual({
      appId: 4242,
      privateKeys: [KEY],
      webhookSecrets: [SECRET],
      apiUrl: "https://api.github.com",
      webUrl: "https://github.com",
      trustRoot: undefined,
      databaseUrl: undefined,
      dataDirectory: "data",
      host: "127.0.0.1",
      port: 3000,
      operations: undefined,
      backlogBound: 900_000,
      stopWithin: 10_000,
      greetUpTo: 20,
      logLevel: "info",
    });
  });

  test("says everything", () => {
    const old = pem("pkcs8");
    const found = settings({
      PRIVATE_KEY: undefined,
      PRIVATE_KEY_PATH: "/run/key.pem",
      PRIVATE_KEY_OLD: Buffer.from(old).toString("base64"),
      WEBHOOK_SECRET: undefined,
      WEBHOOK_SECRET_FILE: "/run/secret",
      WEBHOOK_SECRET_OLD: "the one before",
      MLTRL_TRUST_ROOT: "/run/roots",
      DATABASE_URL: "postgres://mltrl:pass@db:5432/mltrl",
      DATA_DIRECTORY: "/data",
      HOST: "0.0.0.0",
      PORT: "0",
      METRICS_HOST: "::1",
      METRICS_PORT: "9464",
      ADMIN_TOKEN: "sixteen-at-least",
      READY_BACKLOG_SECONDS: "60",
      STOP_SECONDS: "25",
      ONBOARD_UP_TO: "0",
      LOG_LEVEL: "debug",
    });
    expect(found).toMatchObject({
      privateKeys: [KEY, old],
      webhookSecrets: ["from a file", "the one before"],
      trustRoot: "{}",
      databaseUrl: "postgres://mltrl:pass@db:5432/mltrl",
      dataDirectory: "/data",
      host: "0.0.0.0",
      port: 0,
      operations: { host: "::1", port: 9464, token: "sixteen-at-least" },
      backlogBound: 60_000,
      stopWithin: 25_000,
      greetUpTo: 0,
      logLevel: "debug",
    });
  });

  test.each([
    ["two characters", KEY.replaceAll("\n", String.raw`\n`)],
    ["of Windows", KEY.replaceAll("\n", "\r\n")],
    ["spaces", KEY.replaceAll("\n", " ")],
    ["lost", KEY.replaceAll("\n", "")],
    ["right, and quotes around the whole", `"${KEY}"`],
    ["right, and words around the whole", `The key:\n\n${KEY}\n\nKeep it.\n`],
  ])("may have line ends of a key that are %s", (_, PRIVATE_KEY) => {
    expect(settings({ PRIVATE_KEY }).privateKeys).toEqual([KEY]);
  });

  test("takes what is set to nothing as not set", () => {
    expect(settings({ PORT: "", WEBHOOK_SECRET_OLD: "" })).toMatchObject({
      port: 3000,
      webhookSecrets: [SECRET],
    });
  });

  test("is told with everything that is wrong at once", () => {
    expect(problems({ APP_ID: "mltrl", WEBHOOK_SECRET: "development", PORT: "30o0" })).toHaveLength(
      3,
    );
  });
});

describe("the address of GitHub", () => {
  test.each([
    ["https://api.github.com/", "https://api.github.com", "https://github.com"],
    [
      "https://git.acme.example/api/v3",
      "https://git.acme.example/api/v3",
      "https://git.acme.example",
    ],
    [
      "https://git.acme.example/api/v3/",
      "https://git.acme.example/api/v3",
      "https://git.acme.example",
    ],
    ["https://api.acme.ghe.com", "https://api.acme.ghe.com", "https://acme.ghe.com"],
    ["http://127.0.0.1:8080", "http://127.0.0.1:8080", "http://127.0.0.1:8080"],
  ])("%s", (GITHUB_API_URL, apiUrl, webUrl) => {
    expect(settings({ GITHUB_API_URL })).toMatchObject({ apiUrl, webUrl });
  });

  test("of the web may be another one", () => {
    const found = settings({ GITHUB_SERVER_URL: "https://git.acme.example/" });
    expect(found.webUrl).toBe("https://git.acme.example");
  });

  test.each([
    ["https://github.com", "use https://api.github.com"],
    ["https://acme.ghe.com", "use https://api.acme.ghe.com"],
    ["https://api.acme.ghe.com/api/v3", "use https://api.acme.ghe.com"],
    ["https://git.acme.example", "use https://git.acme.example/api/v3"],
    ["http://git.acme.example/api/v3", "give the address of the REST API"],
    ["git.acme.example", "give the address of the REST API"],
  ])("%s is refused: %s", (GITHUB_API_URL, mend) => {
    expect(problems({ GITHUB_API_URL })).toEqual([
      `GITHUB_API_URL: expected ${VARIABLES.GITHUB_API_URL.allowed}; got "${GITHUB_API_URL}". Mend it: ${mend}`,
    ]);
  });
});

test("an address holds no password, and none is shown", () => {
  const [problem, ...more] = problems({ GITHUB_API_URL: "https://me:s3cr3t@git.acme.example/api/v3" }); // prettier-ignore
  expect(more).toEqual([]);
  expect(problem).toContain('got "https://…@git.acme.example/api/v3"');
});

describe("a problem says what was expected, what was seen and how to mend it", () => {
  test.each<[string, Record<string, string | undefined>, string]>([
    [
      "missing",
      { APP_ID: undefined },
      'APP_ID: expected a whole number above 0; got nothing. Mend it: the App\'s settings page on GitHub shows it as "App ID"; it is not the client id',
    ],
    [
      "misspelt",
      { WEBHOOK_SECRET: undefined, WEBHOOK_SECERT: "x" },
      "WEBHOOK_SECRET or WEBHOOK_SECRET_FILE: expected a text without spaces around it, and not `development`; got nothing, but there is WEBHOOK_SECERT. Mend it: choose a long random one, and set the same on the App's settings page on GitHub",
    ],
    [
      "a file that is not there",
      { PRIVATE_KEY: undefined, PRIVATE_KEY_FILE: "/run/none" },
      "PRIVATE_KEY_FILE: expected a file that can be read; got a name of none (not shown): ENOENT. Mend it: name a file that the App's user may read, or put what is in it into PRIVATE_KEY",
    ],
    [
      "a file that is no secret",
      { MLTRL_TRUST_ROOT: "/run/none" },
      'MLTRL_TRUST_ROOT: expected a file that can be read; got "/run/none": ENOENT. Mend it: name a file that the App\'s user may read',
    ],
    [
      "a token that nobody would ask for",
      { ADMIN_TOKEN: "sixteen-at-least" },
      "ADMIN_TOKEN: expected METRICS_PORT beside it, where it is used; got none. Mend it: give METRICS_PORT, 9464 is usual, or leave ADMIN_TOKEN out",
    ],
    [
      "one port for two",
      { METRICS_PORT: "3000" },
      "METRICS_PORT: expected another one than PORT; got 3000 for both. Mend it: give a free port, or leave it out for no metrics",
    ],
    [
      "said twice",
      { WEBHOOK_SECRET_FILE: "/run/secret" },
      "WEBHOOK_SECRET and WEBHOOK_SECRET_FILE are both set; say it once: unset all but one",
    ],
    [
      "a number",
      { PORT: "65536" },
      'PORT: expected a whole number from 0 to 65535; got "65536". Mend it: give a free port',
    ],
    [
      "a level",
      { LOG_LEVEL: "loud" },
      'LOG_LEVEL: expected one of trace, debug, info, warn, error, fatal, silent; got "loud". Mend it: leave it out for info',
    ],
    [
      "traces in a form that is not sent",
      { OTEL_EXPORTER_OTLP_PROTOCOL: "grpc" },
      'OTEL_EXPORTER_OTLP_PROTOCOL: expected http/json; got "grpc". Mend it: leave it out and give the collector\'s address for HTTP, usually with port 4318',
    ],
    [
      "traces that go nowhere",
      { OTEL_EXPORTER_OTLP_ENDPOINT: "collector:4318" },
      'OTEL_EXPORTER_OTLP_ENDPOINT: expected an address that begins with http:// or https://; got "collector:4318". Mend it: give the collector\'s address for HTTP, as http://collector:4318',
    ],
  ])("%s", (_, environment, problem) => {
    expect(problems(environment)).toEqual([problem]);
  });

  test.each<[string, Record<string, string | undefined>]>([
    ["a key that is none", { PRIVATE_KEY: "s3cr3t-s3cr3t" }],
    ["a key in a file that is none", { PRIVATE_KEY: undefined, PRIVATE_KEY_FILE: "/run/secret" }],
    ["an old key that is none", { PRIVATE_KEY_OLD: "s3cr3t" }],
    ["a key that is cut off", { PRIVATE_KEY: `-----BEGIN RSA PRIVATE KEY-----\ns3cr3t\n` }],
    ["a secret with spaces", { WEBHOOK_SECRET: " s3cr3t" }],
    ["a secret in an empty file", { WEBHOOK_SECRET: undefined, WEBHOOK_SECRET_FILE: "/run/empty" }],
    ["a short token", { ADMIN_TOKEN: "s3cr3t" }],
    ["a database of another sort", { DATABASE_URL: "mysql://root:s3cr3t@db/x" }],
  ])("and never what is secret: %s", (_, environment) => {
    const [problem = "", ...more] = problems(environment);
    expect(more).toEqual([]);
    expect(problem).toContain("got something else (not shown)");
    expect(problem).not.toContain("s3cr3t");
    expect(problem).not.toContain("from a file");
  });

  test.each(["PRIVATE_KEY", "WEBHOOK_SECRET", "DATABASE_URL"])(
    "nor where it stands in place of the name of its file: %s_FILE",
    (name) => {
      const [problem = "", ...more] = problems({ [name]: undefined, [`${name}_FILE`]: "s3cr3t" });
      expect(more).toEqual([]);
      expect(problem).toContain(`put what is in it into ${name}`);
      expect(problem).not.toContain("s3cr3t");
    },
  );

  test.each<[string, string]>([
    ["OTEL_EXPORTER_OTLP_ENDPOINT", "mltrl:s3cr3t@collector:4318"],
    ["OTEL_EXPORTER_OTLP_TRACES_ENDPOINT", "ftp://mltrl:s3c/s3cr3t@collector:4318"],
    ["GITHUB_API_URL", "mltrl:s3cr3t@git.acme.example"],
    ["GITHUB_SERVER_URL", "https://mltrl:s3cr3t/@git.acme.example/x"],
  ])("nor what stands before the host in an address: %s", (name, value) => {
    const found = problems({ [name]: value });
    expect(found.join("\n")).toContain("…@");
    expect(found.join("\n")).not.toContain("s3cr3t");
  });

  const { publicKey, privateKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
  const ec = generateKeyPairSync("ec", { namedCurve: "P-256" }).privateKey;
  const locked = { format: "pem", cipher: "aes256", passphrase: "s3cr3t" } as const;
  test.each([
    ["a public key", publicKey.export({ type: "spki", format: "pem" }), "it is a public key"],
    ["an encrypted key", privateKey.export({ type: "pkcs8", ...locked }), "it is encrypted"],
    ["one of the old form", privateKey.export({ type: "pkcs1", ...locked }), "it is encrypted"],
    ["of another kind", ec.export({ type: "pkcs8", format: "pem" }), "it is a key of kind ec"],
    ["a half", KEY.slice(0, 400), "it is cut off or damaged"],
  ])("of a key also what is wrong with it: %s", (_, key, wrong) => {
    const [problem, ...more] = problems({ PRIVATE_KEY: key.toString() });
    expect(more).toEqual([]);
    expect(problem).toContain(`got something else (not shown). Mend it: ${wrong}`);
  });
});

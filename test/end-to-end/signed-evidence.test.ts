import { afterAll, beforeAll, describe, expect, jest, test } from "@jest/globals";
import { CI } from "../support/fake-run.ts";
import { INSTALLATION, startWorld, type World } from "../support/gated-world.ts";
import type { PullRequest } from "../support/pull-request.ts";
import { CARD, cardText, CONFIG, configText, entryAt } from "../support/repository-files.ts";
import { scannerIn, type Workplace } from "../support/scanner.ts";
import { provenanceOn, type SigningRun, type Sigstore, startSigstore } from "../support/sigstore.ts"; // prettier-ignore
import { type StartedRun, startWorkflow } from "../support/workflow.ts";

jest.setTimeout(60_000);

let world: World;
let instance: Sigstore;
let stranger: Sigstore;
let late: Sigstore;
let place: Workplace;
beforeAll(async () => {
  world = await startWorld({
    trustRoot: async (web) => {
      instance = await startSigstore(web);
      stranger = await startSigstore(web);
      late = await startSigstore(web, { at: new Date("2026-01-01T00:00:00Z") });
      return `${instance.trustRoot}\n${late.trustRoot}\n`;
    },
  });
  place = await scannerIn(world, "signed", { files: FILES });
  // A verdict that waits for CI is looked at again once CI has had its time.
  world.plans(1000);
});
afterAll(async () => {
  await Promise.all([instance, stranger, late].map((each) => each.close()));
  await world.close();
});

const UNIT = "reports/unit.xml";
const REPORTS = {
  [UNIT]: `<testsuite tests="1"><testcase classname="reader" name="reads"/></testsuite>`,
};
const SHARED = "acme/ci/.github/workflows/evidence.yml";
const PINNED = "c".repeat(40);
const SIGNER = `${SHARED}@refs/heads/main`;

function policy(trust: number): string {
  return configText(`evidence:
  unit-tests: {format: tests, workflow: ${CI}, files: [${UNIT}]}
rules:
  unit-tests-pass: {trust: ${trust}}
  coverage-prototype: {severity: advisory}
trusted-workflows: [${SHARED}@${PINNED}]
trusted-signers: [${SIGNER}]
`);
}

const FILES = {
  [CONFIG]: policy(4),
  [CARD]: cardText({ level: 4, extra: entryAt(4, [0, 1, 2]) }),
  [CI]: "on: pull_request\njobs: {test: {uses: acme/ci/.github/workflows/evidence.yml@v1}}\n",
};

let changes = 0;

function propose({ propose: open }: Workplace = place): Promise<PullRequest> {
  changes += 1;
  return open(`topic-${changes}`, { "src/reader.js": `export const n = ${changes};\n` });
}

function start(pull: PullRequest, at = place): Promise<StartedRun> {
  const referenced = [{ path: `${SHARED}@v1`, sha: PINNED, ref: "refs/tags/v1" }];
  return startWorkflow(world, at.repository, pull.number, { referenced });
}

/** What an attestation says otherwise than an honest one, and who certifies it. */
interface Signing extends Partial<SigningRun> {
  readonly by?: () => Sigstore;
  readonly statement?: (digest: string) => object;
  /** What happens to the signature before it is handed in. */
  readonly after?: (bundle: Record<string, unknown>) => Record<string, unknown>;
}

async function sign(
  run: StartedRun,
  digest: string,
  { by = () => instance, statement = (each) => provenanceOn([each]), after = (b) => b, ...of }: Signing = {}, // prettier-ignore
): Promise<void> {
  const bundle = await by().sign(statement(digest), {
    signer: SIGNER,
    repository: "acme/signed",
    repositoryId: run.repositoryId,
    commit: run.headSha,
    run: run.id,
    attempt: 1,
    ...of,
  });
  await world.github.plantAttestation({ repository: "acme/signed", bundle: after(bundle) });
}

/** What the App asks of GitHub's REST while a run ends. */
async function readsAt(run: StartedRun): Promise<readonly string[]> {
  await world.quiet();
  await world.github.clearLedger();
  await run.end();
  await world.quiet();
  const entries = await world.github.ledger({ installation: INSTALLATION });
  return entries
    .filter(({ method }) => method === "GET")
    .map(({ path }) => path.replace(/\?.*/, "").replaceAll(/sha256.*|\d+/g, "N"));
}

describe("a report that its workflow signed", () => {
  test.each([
    ["at the ref that the policy names", SIGNER],
    ["at the commit that the policy pins", `${SHARED}@${PINNED}`],
  ])("is of tier 4: %s", async (_, signer) => {
    const pull = await propose();
    const run = await start(pull);
    await sign(run, await run.deliver(REPORTS), { signer });
    expect(await readsAt(run)).toEqual([
      "/repos/acme/signed/actions/runs",
      "/repos/acme/signed/actions/runs/N/artifacts",
      "/repos/acme/signed/actions/artifacts/N/zip",
      "/repos/acme/signed/attestations/N",
    ]);
    const { conclusion } = await pull.verdict();
    expect(conclusion).toBe("success");
    expect(await pull.tryMerge()).toMatchObject({ merge: 200 });
  });

  test("is found among signatures that do not hold", async () => {
    const pull = await propose();
    const run = await start(pull);
    const digest = await run.deliver(REPORTS);
    await sign(run, digest);
    await sign(run, digest, { by: () => stranger });
    await sign(run, digest, { signer: `${SHARED}@refs/heads/evil` });
    await run.end();
    expect(await pull.verdict()).toMatchObject({ conclusion: "success" });
  });

  test("is asked for nowhere else: no rule below tier 4 costs a request", async () => {
    const third = await scannerIn(world, "third", { files: { ...FILES, [CONFIG]: policy(3) } });
    const pull = await propose(third);
    const run = await start(pull, third);
    await run.deliver(REPORTS);
    expect(await readsAt(run)).not.toContain("/repos/acme/third/attestations/N");
    expect(await pull.verdict()).toMatchObject({ conclusion: "success" });
  });
});

const evil = (suffix: string): string => `acme/ci${suffix}/.github/workflows/evidence.yml@refs/heads/main`; // prettier-ignore

const ATTACKS: readonly (readonly [string, Signing | undefined, RegExp])[] = [
  ["nobody signed", undefined, /nothing signed comes with it/],
  ["a workflow of a repository whose name only begins like it signed", { signer: evil("-evil") }, /signed by acme\/ci-evil\/\.github\/workflows\/evidence\.yml@refs\/heads\/main, which the policy does not name/], // prettier-ignore
  ["a workflow of an owner whose name only ends like it signed", { signer: `evil${SIGNER}` }, /signed by evilacme\/ci/], // prettier-ignore
  ["a file whose name only ends like it signed", { signer: SIGNER.replace("evidence", "my-evidence") }, /signed by acme\/ci\/\.github\/workflows\/my-evidence/], // prettier-ignore
  ["it signed on a branch whose name only begins like it", { signer: `${SIGNER}-evil` }, /signed by acme\/ci\/.*@refs\/heads\/main-evil, which/], // prettier-ignore
  ["it signed at another commit than the pinned one", { signer: `${SHARED}@${"d".repeat(40)}` }, /signed by acme\/ci\/.*@d{40}, which/], // prettier-ignore
  ["the signature is of another repository, such as a fork", { repository: "outsider/signed", repositoryId: 1 }, /its signature is of repository 1, and this is \d+/], // prettier-ignore
  ["the signature is of another commit", { commit: "b".repeat(40) }, /its signature is of commit b{40}, and this is [0-9a-f]{40}/], // prettier-ignore
  ["the signature is of another run", { run: 1 }, /its signature is of run 1, and this is \d+/],
  ["the signature is of another attempt", { attempt: 2 }, /its signature is of attempt 2, and this is 1/], // prettier-ignore
  ["an instance signed that nobody trusts", { by: () => stranger }, /no trust root of the App takes it/], // prettier-ignore
  ["the certificate had ended when it was stamped", { by: () => late }, /no trust root of the App takes it \(.*Failed to verify certificate chain/], // prettier-ignore
  ["another issuer certified it", { issuer: "https://token.evil.example" }, /invalid certificate extension/], // prettier-ignore
  ["it is a workflow of another server", { server: "https://github.evil.example" }, /which is no workflow of http/], // prettier-ignore
  ["what it signs was swapped", { statement: () => provenanceOn(["0".repeat(64)]) }, /nothing signed comes with it/], // prettier-ignore
  ["it speaks of something else", { statement: (digest) => provenanceOn([digest], { predicateType: "https://slsa.dev/provenance/v0.2" }) }, /speaks of https:\/\/slsa\.dev\/provenance\/v0\.2/], // prettier-ignore
];

describe("none passes, and each is told:", () => {
  test.each(ATTACKS)("%s", async (_, signing, says) => {
    const pull = await propose();
    const run = await start(pull);
    const digest = await run.deliver(REPORTS);
    if (signing) await sign(run, digest, signing);
    await run.end();
    const { conclusion, output } = await pull.verdict();
    expect(conclusion).toBe("action_required");
    const summary = output.summary.replaceAll("&#8203;", "");
    expect(summary).toMatch(says);
    expect(summary).toMatch(/of tier T3 where T4 is asked for/);
  });

  test("a true signature on another report, with this one put in its place", async () => {
    const pull = await propose();
    const run = await start(pull);
    const digest = await run.deliver(REPORTS);
    await sign(run, "1".repeat(64), {
      after: (bundle) => {
        const { dsseEnvelope } = bundle as { dsseEnvelope: { payload: string } };
        const text = Buffer.from(dsseEnvelope.payload, "base64").toString();
        const payload = Buffer.from(text.replace("1".repeat(64), digest)).toString("base64");
        return { ...bundle, dsseEnvelope: { ...dsseEnvelope, payload } };
      },
    });
    await run.end();
    const { conclusion, output } = await pull.verdict();
    expect(conclusion).toBe("action_required");
    expect(output.summary).toMatch(/its signature does not hold/);
  });

  test("a fork's run, of which no signature is even asked for", async () => {
    const { repository } = place;
    await repository.as("outsider").wanted("POST", "/forks", {});
    const fork = await repository.clone("outsider", "outsider");
    await fork.push("idea", "Have an idea", { "src/reader.js": "export const idea = 1;\n" });
    const pull = await repository.propose({ by: "outsider", from: "outsider:idea" });
    const run = await start(pull);
    await sign(run, await run.deliver(REPORTS));
    expect(await readsAt(run)).not.toContain("/repos/acme/signed/attestations/N");
    const { conclusion, output } = await pull.verdict();
    expect(conclusion).toBe("action_required");
    expect(output.summary).toContain("a run for a fork gets no token that signs");
  });

  test("the App may not read signatures", async () => {
    const pull = await propose();
    const run = await start(pull);
    await sign(run, await run.deliver(REPORTS));
    await world.github.addFault({
      kind: "error",
      path: "/attestations/",
      status: 403,
    });
    await run.end();
    const { conclusion, output } = await pull.verdict();
    await world.github.clearFaults();
    expect(conclusion).toBe("action_required");
    expect(output.summary).toContain("the App lacks the permission attestations: read");
  });
});

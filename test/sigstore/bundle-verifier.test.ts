import { afterAll, beforeAll, describe, expect, jest, test } from "@jest/globals";
import type { Fact } from "../../src/core/model/fact.ts";
import type { Provenance } from "../../src/core/model/provenance.ts";
import { bundleVerifier, issuerOf } from "../../src/sigstore/bundle-verifier.ts";
import { provenanceOn, sha256, type Signature, type SigningRun, type Sigstore, startSigstore } from "../support/sigstore.ts"; // prettier-ignore

jest.setTimeout(30_000);

const WEB = "https://github.example";
const ARTIFACT = sha256("an artifact");
const DIGEST = `sha256:${ARTIFACT}`;
const RUN: SigningRun = {
  signer: "acme/ci/.github/workflows/evidence.yml@refs/heads/main",
  repository: "acme/vision",
  repositoryId: 7,
  commit: "a".repeat(40),
  run: 12,
  attempt: 2,
};

let instance: Sigstore;
let stranger: Sigstore;
let late: Sigstore;
let logged: Sigstore;
beforeAll(async () => {
  instance = await startSigstore(WEB);
  stranger = await startSigstore(WEB);
  late = await startSigstore(WEB, { at: new Date("2026-01-01T00:00:00Z") });
  logged = await startSigstore(WEB, { logs: true });
});
afterAll(() => Promise.all([instance, stranger, late, logged].map((each) => each.close())));

async function verified(
  bundle: unknown,
  roots: readonly Sigstore[] = [instance],
): Promise<Fact<Provenance>> {
  const trustRoot = `${roots.map((each) => each.trustRoot).join("\n")}\n`;
  const verify = bundleVerifier({ trustRoot, webUrl: WEB });
  if (verify.state === "unavailable") return verify;
  return verify.value(bundle, DIGEST);
}

function signed(changes: Partial<SigningRun> = {}, by = instance): Promise<Signature> {
  return by.sign(provenanceOn([sha256("another"), ARTIFACT]), { ...RUN, ...changes });
}

describe("a signature that holds", () => {
  test("tells the workflow, and the run as it was certified", async () => {
    expect(await verified(await signed())).toEqual({
      state: "known",
      value: {
        signer: RUN.signer,
        repository: 7,
        commit: RUN.commit,
        run: 12,
        attempt: 2,
      },
    });
  });

  test("is in the logs of an instance that keeps them", async () => {
    const bundle = await signed({}, logged);
    expect(await verified(bundle, [instance, logged])).toMatchObject({ state: "known" });
    expect(await verified(unlogged(bundle), [logged])).toMatchObject({
      reason: expect.stringContaining("expected 1 tlog entries, got 0"),
    });
  });

  test("may be of any instance that the operator trusts", async () => {
    const bundle = await signed({}, stranger);
    expect(await verified(bundle, [instance, stranger])).toMatchObject({ state: "known" });
  });
});

type Change = (bundle: Signature) => Signature;

/** Changes one place in a signature. */
function at(path: readonly string[], change: (value: string) => string): Change {
  return (bundle) => {
    const copy = structuredClone(bundle);
    const [last = "", ...way] = path.toReversed();
    let place = copy as Record<string, unknown>;
    for (const step of way.toReversed()) place = place[step] as Record<string, unknown>;
    place[last] = change(String(place[last]));
    return copy;
  };
}

const PAYLOAD = ["dsseEnvelope", "payload"];
const otherCommit = (payload: string): string =>
  Buffer.from(
    Buffer.from(payload, "base64").toString().replace(sha256("another"), sha256("planted")),
  ).toString("base64");

/** One of an instance that keeps logs, taken out of them. */
const unlogged: Change = (bundle) => ({
  ...bundle,
  verificationMaterial: { ...(bundle["verificationMaterial"] as object), tlogEntries: [] },
});

describe("a signature does not hold", () => {
  test("with a certificate that had ended when it was stamped", async () => {
    const bundle = await signed({}, late);
    expect(await verified(bundle, [late])).toMatchObject({
      cause: "invalid",
      reason: expect.stringMatching(
        /no trust root of the App takes it \(Failed to verify certificate chain/,
      ),
    });
  });

  test.each<[string, () => Promise<unknown>, RegExp]>([
    ["by an instance that nobody trusts", () => signed({}, stranger), /no trust root of the App takes it/], // prettier-ignore
    ["on another artifact", () => instance.sign(provenanceOn([sha256("another")]), RUN), /on another artifact: none of its subjects has the digest sha256:/], // prettier-ignore
    ["on something else than where it was built", () => instance.sign(provenanceOn([ARTIFACT], { predicateType: "https://spdx.dev/Document/v2.3" }), RUN), /speaks of https:\/\/spdx\.dev/], // prettier-ignore
    ["on no statement", () => instance.sign({ subject: [] }, RUN), /no statement of in-toto/],
    ["certified by another issuer", () => signed({ issuer: `${WEB}.evil.example/_services/token` }), /issuer/], // prettier-ignore
    ["for a workflow of another server", () => signed({ server: `${WEB}.evil.example` }), /is no workflow of https:\/\/github\.example$/], // prettier-ignore
    ["for a run that is none", () => signed({ attempt: 1.5 }), /does not say of which repository, commit and run/], // prettier-ignore
    ["where what it signs was changed", async () => at(PAYLOAD, otherCommit)(await signed()), /signature|timestamp/i], // prettier-ignore
    ["where its certificate was changed", async () => at(["verificationMaterial", "certificate", "rawBytes"], (text) => text.replace("A", "B"))(await signed()), /its signature does not hold/], // prettier-ignore
    ["where it has no stamp of the time", async () => ({ ...(await signed()), verificationMaterial: { ...((await signed())["verificationMaterial"] as object), timestampVerificationData: {} } }), /its signature does not hold/], // prettier-ignore
    [
      "that cannot be read",
      () => Promise.resolve({ mediaType: "text/plain" }),
      /it cannot be read/,
    ],
    ["where GitHub shows none", () => Promise.resolve(null), /it cannot be read/],
  ])("%s", async (_, bundle, says) => {
    expect(await verified(await bundle())).toMatchObject({
      state: "unavailable",
      cause: "invalid",
      reason: expect.stringMatching(says),
    });
  });
});

describe("nothing can be checked", () => {
  test("where the operator has named no trust root", () => {
    expect(bundleVerifier({ trustRoot: undefined, webUrl: WEB })).toMatchObject({
      cause: "not-visible",
      reason: expect.stringContaining("named no trust root"),
    });
  });

  test.each(["", "no JSON", `{"tlogs": []}`])("where it is %j", async (trustRoot) => {
    const verify = bundleVerifier({ trustRoot, webUrl: WEB });
    if (verify.state === "unavailable") throw new Error("expected one that says so when asked");
    expect(await verify.value(await signed(), DIGEST)).toMatchObject({
      cause: "not-visible",
      reason: expect.stringContaining("the App's trust root cannot be read"),
    });
  });
});

test.each([
  ["https://github.com", "https://token.actions.githubusercontent.com"],
  ["https://acme.ghe.com", "https://token.actions.acme.ghe.com"],
  ["https://github.acme.example", "https://github.acme.example/_services/token"],
  ["https://github.com.evil.example", "https://github.com.evil.example/_services/token"],
])("runs of %s are certified by %s", (web, issuer) => {
  expect(issuerOf(web)).toBe(issuer);
});

import { describe, expect, test } from "@jest/globals";
import { known, unavailable } from "../../../src/core/model/fact.ts";
import type { Provenance } from "../../../src/core/model/provenance.ts";
import { type SignedDelivery, trustOfSigned } from "../../../src/core/model/trust-of-signed.ts";
import type { Origin } from "../../../src/core/model/trust.ts";
import { aDelivery, aRun } from "../../support/fake-run.ts";

const RUN = aRun();
const { manifest } = aDelivery({}, undefined, RUN);
const MERGE = "f".repeat(40);
const SIGNER = "acme/ci/.github/workflows/evidence.yml@refs/heads/main";
const ORIGIN: Origin = {
  tier: 3,
  from: "was delivered by run 12 of .github/workflows/ci.yml",
  because: "nobody asked",
  url: RUN.url,
};

const HONEST: Provenance = {
  signer: SIGNER,
  repository: manifest.repositoryId,
  commit: MERGE,
  run: RUN.id,
  attempt: RUN.attempt,
};

function delivery(...signed: readonly Partial<Provenance>[]): SignedDelivery {
  return {
    manifest: { ...manifest, checkedOutSha: MERGE },
    provenance: known(signed.map((each) => ({ ...HONEST, ...each }))),
  };
}

function origin(...deliveries: readonly SignedDelivery[]): Origin {
  return trustOfSigned(ORIGIN, RUN, deliveries, [SIGNER]);
}

describe("reports are of tier 4", () => {
  test("where a workflow that the policy names signed what the run delivered", () => {
    expect(origin(delivery({}))).toEqual({
      tier: 4,
      from: "was delivered by run 12 of .github/workflows/ci.yml and signed by it",
      url: RUN.url,
    });
  });

  test("whether the run was given the head or its merge with base", () => {
    expect(origin(delivery({ commit: RUN.headSha })).tier).toBe(4);
  });

  test("whatever else was signed besides", () => {
    expect(origin(delivery({ signer: "x" }, { run: 1 }, {})).tier).toBe(4);
  });
});

describe("reports stay of tier 3", () => {
  test.each<[string, Partial<Provenance>, string]>([
    ["another workflow", { signer: `${SIGNER}-evil` }, `signed by ${SIGNER}-evil, which the policy does not name`], // prettier-ignore
    ["one for another repository", { repository: 1 }, "of repository 1, and this is 7"],
    ["one in another run", { run: 1 }, "of run 1, and this is 12"],
    ["one in another attempt", { attempt: 2 }, "of attempt 2, and this is 1"],
    ["one on another commit", { commit: "e".repeat(40) }, `of commit ${"e".repeat(40)}`],
  ])("where %s signed", (_, signed, says) => {
    expect(origin(delivery(signed))).toMatchObject({
      tier: 3,
      because: expect.stringContaining(says),
    });
  });

  test("where one of several jobs did not sign, which is said with what to do", () => {
    const unsigned = { manifest, provenance: unavailable("missing", "nothing signed comes with it") }; // prettier-ignore
    expect(origin(delivery({}), unsigned)).toMatchObject({
      tier: 3,
      because: "nothing signed comes with it",
      mend: expect.stringContaining("`attest: true`"),
    });
  });

  test("where nobody could look, for which nothing of the workflow is to be changed", () => {
    const unseen = { manifest, provenance: unavailable("not-visible", "no trust root is named") };
    const { tier, because, mend } = origin(unseen);
    expect([tier, because, mend]).toEqual([3, "no trust root is named", undefined]);
  });
});

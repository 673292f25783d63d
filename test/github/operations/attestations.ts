import * as z from "zod";
import type { Attestation } from "../state/actions.ts";
import type { Repository } from "../state/nouns.ts";
import type { World } from "../state/world.ts";

const envelope = z.object({ dsseEnvelope: z.object({ payload: z.base64() }) });
const statement = z.object({
  predicateType: z.string(),
  subject: z.array(z.object({ digest: z.record(z.string(), z.string()) })).max(1024),
});

/** Keeps a signature by what its statement is on. Whether it holds is not asked: GitHub too leaves that to the reader. */
export function addAttestation(
  world: World,
  repository: Repository,
  bundle: Readonly<Record<string, unknown>>,
): Attestation {
  const { payload } = envelope.parse(bundle).dsseEnvelope;
  const { predicateType, subject } = statement.parse(
    JSON.parse(Buffer.from(payload, "base64").toString("utf8")),
  );
  const subjects = subject.map(({ digest }) => `sha256:${digest["sha256"] ?? ""}`);
  const attestation = { id: world.nextId(), repository, bundle, subjects, predicateType };
  world.attestations.push(attestation);
  return attestation;
}

import * as z from "zod";

const IN_TOTO = "application/vnd.in-toto+json";
const PROVENANCE = "https://slsa.dev/provenance/v1";

/** A statement of in-toto, version 1; only what is read. */
const statementSchema = z.object({
  _type: z.literal("https://in-toto.io/Statement/v1"),
  predicateType: z.string(),
  subject: z.array(z.object({ digest: z.record(z.string(), z.string()) })),
});

/** Why what was signed is no statement on where the artifact with this digest (`sha256:...`) was built. */
export function statementFault(
  payload: Uint8Array,
  payloadType: string,
  digest: string,
): string | undefined {
  if (payloadType !== IN_TOTO) return `it signs ${payloadType}; expected ${IN_TOTO}`;
  const parsed = statementSchema.safeParse(jsonIn(payload));
  if (!parsed.success) return "what it signs is no statement of in-toto, version 1";
  const { predicateType, subject } = parsed.data;
  if (predicateType !== PROVENANCE) return `it speaks of ${predicateType}; expected ${PROVENANCE}`;
  return subject.some((each) => `sha256:${each.digest["sha256"] ?? ""}` === digest)
    ? undefined
    : `it is on another artifact: none of its subjects has the digest ${digest}`;
}

function jsonIn(payload: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder().decode(payload));
  } catch {
    return undefined;
  }
}

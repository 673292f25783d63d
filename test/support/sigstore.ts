import { createHash, generateKeyPairSync } from "node:crypto";
import { createServer, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";
import { text } from "node:stream/consumers";
import { type CA, initializeCA } from "@sigstore/mock/dist/fulcio/ca.js";
import { type CTLog, initializeCTLog } from "@sigstore/mock/dist/fulcio/ctlog.js";
import { rekorHandler } from "@sigstore/mock/dist/rekor/handler.js";
import { initializeTLog, type TLog } from "@sigstore/mock/dist/rekor/tlog.js";
import { tsaHandler } from "@sigstore/mock/dist/timestamp/handler.js";
import { initializeTSA, type TSA } from "@sigstore/mock/dist/timestamp/tsa.js";
import { attest } from "sigstore";

/** What a job says of itself to whoever certifies it: a token of GitHub's has the same. */
export interface SigningRun {
  /** The workflow that signs: `acme/ci/.github/workflows/evidence.yml@refs/heads/main`. */
  readonly signer: string;
  readonly repository: string;
  readonly repositoryId: number;
  readonly commit: string;
  readonly run: number;
  readonly attempt: number;
  /** Where a test wants another than the server's. */
  readonly issuer?: string;
  readonly server?: string;
}

/** A signature as GitHub keeps it. */
export type Signature = Record<string, unknown>;

/** An instance of Sigstore: who certifies, and who stamps the time. */
export interface Sigstore {
  /** What trusts it: a line of a file of trust roots. */
  readonly trustRoot: string;
  /** Signs a statement as a job of a run, by the library that GitHub's own action signs by. */
  sign(statement: object, run: SigningRun): Promise<Signature>;
  close(): Promise<void>;
}

/** A statement on where files were built; only what is read of it. */
export function provenanceOn(digests: readonly string[], changes: object = {}): object {
  return {
    _type: "https://in-toto.io/Statement/v1",
    subject: digests.map((sha256, i) => ({ name: `file-${i}`, digest: { sha256 } })),
    predicateType: "https://slsa.dev/provenance/v1",
    predicate: { buildDefinition: {}, runDetails: {} },
    ...changes,
  };
}

/** What differs of an instance from GitHub's own, for private repositories. */
export interface InstanceOptions {
  /** When certificates begin, for ten minutes; now unless given. */
  readonly at?: Date;
  /** Whether it keeps logs of certificates and signatures, as the public one does. */
  readonly logs?: boolean;
}

/** Starts an instance for runs of a server. */
export async function startSigstore(
  web: string,
  { at, logs = false }: InstanceOptions = {},
): Promise<Sigstore> {
  // A whole second, since the mock writes fractions that the library does not always read; and after its own begin.
  const now = new Date(Math.floor(Date.now() / 1000 + 2) * 1000);
  const tlog = logs ? await initializeTLog("https://rekor.example", keys(), now) : undefined;
  const ctlog = logs ? await initializeCTLog(keys(), now) : undefined;
  const ca = await initializeCA(keys(), ctlog, at ?? now);
  const tsa = await initializeTSA(keys(), now);
  const stamp = tsaHandler(tsa);
  const handlers = [stamp, ...(tlog ? [rekorHandler(tlog)] : [])];
  const answer = async (request: IncomingMessage): Promise<string | Uint8Array> => {
    const body = await text(request);
    if (request.url === "/api/v2/signingCert") return certify(body, ca, web);
    const handler = handlers.find(({ path }) => path === request.url);
    if (handler === undefined) throw new Error(`nothing answers ${request.url}`);
    const { response } = await handler.fn(request.url === REKOR ? loggedAs(body) : body);
    return typeof response === "string" ? response : bytesOf(response);
  };
  const server = createServer((request, response) => {
    answer(request).then(
      (body) => response.writeHead(201).end(body),
      (error: unknown) => response.writeHead(400).end(String(error)),
    );
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    trustRoot: JSON.stringify(rootOf(ca, tsa, tlog, ctlog)),
    async sign(statement, run) {
      const payload = Buffer.from(JSON.stringify(statement));
      const bundle = await attest(payload, "application/vnd.in-toto+json", {
        fulcioURL: url,
        tsaServerURL: url,
        rekorURL: url,
        tlogUpload: logs,
        identityToken: `.${Buffer.from(JSON.stringify({ ...run, sub: run.signer })).toString("base64url")}.`,
      });
      return { ...bundle };
    },
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
}

const REKOR = "/api/v1/log/entries";

/** What is handed in is an envelope; what a log keeps is its digests (docs: Rekor, types/dsse). */
function loggedAs(body: string): string {
  const { apiVersion, kind, spec } = JSON.parse(body) as {
    apiVersion: string;
    kind: string;
    spec: { proposedContent: { envelope: string; verifiers: readonly string[] } };
  };
  const { envelope, verifiers } = spec.proposedContent;
  const { payload, signatures } = JSON.parse(envelope) as {
    payload: string;
    signatures: readonly { sig: string }[];
  };
  return JSON.stringify({
    apiVersion,
    kind,
    spec: {
      envelopeHash: hashOf(envelope),
      payloadHash: hashOf(Buffer.from(payload, "base64")),
      signatures: signatures.map(({ sig }, i) => ({ signature: sig, verifier: verifiers[i] })),
    },
  });
}

function hashOf(content: string | Uint8Array): object {
  return { algorithm: "sha256", value: sha256(content) };
}

function keys() {
  return generateKeyPairSync("ec", { namedCurve: "prime256v1" });
}

/** Gives a certificate for what a token says (docs: Fulcio, oid-info). */
async function certify(body: string, ca: CA, web: string): Promise<string> {
  const { credentials, publicKeyRequest } = JSON.parse(body) as {
    credentials: { oidcIdentityToken: string };
    publicKeyRequest: { publicKey: { content: string } };
  };
  const claims = Buffer.from(credentials.oidcIdentityToken.split(".")[1] ?? "", "base64url");
  const run = JSON.parse(claims.toString()) as SigningRun;
  const { signer, repository, repositoryId, commit, issuer, server = web } = run;
  const extensions = {
    8: issuer ?? `${web}/_services/token`,
    9: `${server}/${signer}`,
    12: `${server}/${repository}`,
    13: commit,
    15: String(repositoryId),
    21: `${server}/${repository}/actions/runs/${run.run}/attempts/${run.attempt}`,
  };
  const der = await ca.issueCertificate({
    publicKey: derOf(publicKeyRequest.publicKey.content),
    subjectAltName: `${server}/${signer}`,
    extensions: Object.entries(extensions).map(([end, value]) => ({
      oid: `1.3.6.1.4.1.57264.1.${end}`,
      value,
    })),
  });
  const certificates = [pem(der), pem(ca.rootCertificate)];
  return JSON.stringify({ signedCertificateEmbeddedSct: { chain: { certificates } } });
}

function derOf(text: string): Buffer<ArrayBuffer> {
  return Buffer.from(text.replaceAll(/-----[A-Z ]+-----|\s/g, ""), "base64");
}

function bytesOf({ buffer, byteOffset, byteLength }: ArrayBufferView): Uint8Array {
  return new Uint8Array(buffer, byteOffset, byteLength);
}

function base64(bytes: ArrayBufferView): string {
  return Buffer.from(bytesOf(bytes)).toString("base64");
}

function pem(bytes: ArrayBufferView): string {
  return `-----BEGIN CERTIFICATE-----\n${base64(bytes)}\n-----END CERTIFICATE-----\n`;
}

/** As `gh attestation trusted-root` writes one. */
function rootOf(ca: CA, tsa: TSA, tlog?: TLog, ctlog?: CTLog): object {
  return {
    mediaType: "application/vnd.dev.sigstore.trustedroot+json;version=0.1",
    tlogs: tlog ? [logOf(tlog.publicKey)] : [],
    certificateAuthorities: [authority("sigstore", ca.rootCertificate)],
    ctlogs: ctlog ? [logOf(ctlog.publicKey)] : [],
    timestampAuthorities: [authority("tsa", tsa.intCertificate, tsa.rootCertificate)],
  };
}

function authority(name: string, ...certificates: readonly ArrayBufferView[]): object {
  return {
    subject: { organization: "sigstore.mock", commonName: name },
    uri: "",
    certChain: { certificates: certificates.map((each) => ({ rawBytes: base64(each) })) },
    validFor: { start: "2020-01-01T00:00:00Z" },
  };
}

function logOf(publicKey: Buffer): object {
  return {
    baseUrl: "https://rekor.example",
    hashAlgorithm: "SHA2_256",
    publicKey: {
      rawBytes: publicKey.toString("base64"),
      keyDetails: "PKIX_ECDSA_P256_SHA_256",
      validFor: { start: "2020-01-01T00:00:00Z" },
    },
    logId: { keyId: createHash("sha256").update(publicKey).digest("base64") },
  };
}

/** SHA-256 in hexadecimal digits. */
export function sha256(content: string | Uint8Array): string {
  return createHash("sha256").update(content).digest("hex");
}

import { type Fact, known, unavailable } from "../core/model/fact.ts";
import type { BlobAnswer } from "./object-answers.ts";
import type { InstallationClient } from "./installation-client.ts";

/** Documented limit of the blobs endpoint is 100 MB; no evidence of ours needs more than half of it. */
const MAX_BYTES = 50 * 1024 * 1024;

/** Reads a blob that GraphQL gives no text of: binary, or cut at 512,000 bytes. */
export async function rawBlob(
  client: InstallationClient,
  { owner, name }: { readonly owner: string; readonly name: string },
  { oid, byteSize }: BlobAnswer,
): Promise<Fact<Uint8Array>> {
  if (byteSize > MAX_BYTES) {
    return unavailable(
      "invalid",
      `a file of ${byteSize} bytes is not read; at most ${MAX_BYTES} are`,
    );
  }
  const blob = await client.rest<{ content: string; encoding: string }>(
    "GET /repos/{owner}/{repo}/git/blobs/{file_sha}",
    { owner, repo: name, file_sha: oid },
  );
  return known(Buffer.from(blob.content, blob.encoding === "base64" ? "base64" : "utf8"));
}

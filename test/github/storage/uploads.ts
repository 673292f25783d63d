import { randomUUID } from "node:crypto";
import type { WorkflowJob } from "../state/actions.ts";

/** An artifact on its way: named, but not yet finalised. */
export type Upload = {
  readonly id: string;
  readonly job: WorkflowJob;
  readonly name: string;
  readonly expiresAt: string | undefined;
  readonly blocks: Map<string, Buffer>;
  /** Once its blocks are put together. */
  blob: { readonly content: Buffer; readonly contentType: string } | undefined;
};

export type Uploads = Map<string, Upload>;

/** Begins an upload. */
export function beginUpload(
  uploads: Uploads,
  job: WorkflowJob,
  name: string,
  expiresAt: string | undefined,
): Upload {
  const upload: Upload = {
    id: randomUUID(),
    job,
    name,
    expiresAt,
    blocks: new Map(),
    blob: undefined,
  };
  uploads.set(upload.id, upload);
  return upload;
}

/**
 * What `PUT` of a block blob does, by `comp`: keeps a block, puts a list of them together, or takes it whole.
 * The code of the error, if any.
 */
export function putBlob(
  upload: Upload,
  parameters: URLSearchParams,
  content: Buffer,
  contentType: string,
): string | undefined {
  const comp = parameters.get("comp");
  if (comp === "block") {
    upload.blocks.set(parameters.get("blockid") ?? "", content);
    return undefined;
  }
  if (comp !== "blocklist") {
    upload.blob = { content, contentType };
    return undefined;
  }
  const ids = [...content.toString().matchAll(/<(?:Latest|Uncommitted)>([^<]*)</g)];
  const blocks = ids.map(([, id = ""]) => upload.blocks.get(id));
  if (blocks.includes(undefined)) return "InvalidBlockList";
  const whole = Buffer.concat(blocks.filter((block) => block !== undefined));
  upload.blob = { content: whole, contentType };
  return undefined;
}

import { createHmac, randomBytes, timingSafeEqual } from "node:crypto";
import type { World } from "../state/world.ts";

const secret = randomBytes(32);

/** What a signed URL lets its holder do. */
export type Right = "r" | "cw";

/** A URL to a blob that needs no other credentials until it expires: a shared access signature. */
export function signedUrl(world: World, blob: string, right: Right, seconds: number): string {
  const expiry = new Date(world.clock.now().getTime() + seconds * 1000).toISOString();
  const url = new URL(`${world.storageUrl}/blobs/${blob}`);
  url.searchParams.set("se", expiry);
  url.searchParams.set("sp", right);
  url.searchParams.set("sig", signature(blob, right, expiry));
  return url.href;
}

/** Does the URL let its holder do that to the blob now? */
export function permits(world: World, url: URL, blob: string, right: Right): boolean {
  const expiry = url.searchParams.get("se") ?? "";
  const given = Buffer.from(url.searchParams.get("sig") ?? "");
  const wanted = Buffer.from(signature(blob, right, expiry));
  if (given.length !== wanted.length || !timingSafeEqual(given, wanted)) return false;
  return url.searchParams.get("sp") === right && new Date(expiry) > world.clock.now();
}

function signature(blob: string, right: Right, expiry: string): string {
  return createHmac("sha256", secret).update(`${blob}\n${right}\n${expiry}`).digest("base64");
}

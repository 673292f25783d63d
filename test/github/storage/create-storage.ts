import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { World } from "../state/world.ts";
import { permits } from "./signed-url.ts";

/** The host where artifacts lie, apart from that of the API. */
export function createStorage(world: World): Server {
  return createServer((request, response) => answer(world, request, response));
}

function answer(world: World, request: IncomingMessage, response: ServerResponse): void {
  const url = new URL(request.url ?? "/", world.storageUrl);
  const [, blob] = /^\/blobs\/([\w-]+)$/.exec(url.pathname) ?? [];
  // A signed URL and a token at once is more than the storage takes.
  if (request.headers.authorization !== undefined)
    return refuse(response, 400, "InvalidAuthenticationInfo");
  if (blob === undefined) return refuse(response, 404, "BlobNotFound");
  if (!permits(world, url, blob, "r")) return refuse(response, 403, "AuthenticationFailed");
  const artifact = world.artifacts.get(Number(blob));
  if (artifact === undefined) return refuse(response, 404, "BlobNotFound");
  response.writeHead(200, {
    "content-type": artifact.contentType,
    "content-length": artifact.content.length,
    "content-disposition": `attachment; filename="${encodeURIComponent(artifact.name)}.zip"`,
  });
  response.end(artifact.content);
}

function refuse(response: ServerResponse, status: number, code: string): void {
  response.writeHead(status, { "content-type": "application/xml", "x-ms-error-code": code });
  response.end(`<?xml version="1.0" encoding="utf-8"?><Error><Code>${code}</Code></Error>`);
}

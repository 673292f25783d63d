import { findCall } from "./call.ts";
import { problemsOf, type Finding, type Problem } from "./problem.ts";
import { isRecord } from "./record.ts";
import type { Content, Operation } from "./specification.ts";
import { mismatches } from "./validate.ts";

/** A response and the request that it answers. */
export interface ApiResponse {
  readonly method: string;
  /** Path and query of the URL, without the host. */
  readonly path: string;
  /** The media type that the request asked for, where it asked for a special one. */
  readonly accept?: string | undefined;
  readonly status: number;
  /** Parsed where it is JSON, else the text; undefined, null or empty where there was none. */
  readonly body?: unknown;
}

// GitHub describes the answers special to an operation and seldom those that any can give:
// bad credentials, no permission, not visible, not valid, too many requests, trouble of its own.
const anywhere = new Set([401, 403, 404, 422, 429, 500, 502, 503]);
const notModified = 304;
const withoutBody = new Set([204, 205, notModified]);
const textType = /\bvnd\.github\.(?:v3\.)?(?:raw|diff|patch|sha|html)\b/;

function isDescribed({ operation, method }: { operation: Operation; method: string }, at: number) {
  if (operation.responses[at] !== undefined || anywhere.has(at)) return true;
  return at === notModified && method.toUpperCase() === "GET"; // any GET can be conditional
}

function checkError(body: unknown): Finding[] {
  if (isRecord(body) && typeof body["message"] === "string") return [];
  return [{ kind: "missing", where: "body.message", what: "is required in an error" }];
}

function checkContent(content: Content, response: ApiResponse): Finding[] {
  const { accept = "", body } = response;
  if (typeof body === "string" && textType.test(accept)) return [];
  const asObject = accept.includes("vnd.github.object")
    ? content["application/vnd.github.object"]
    : undefined;
  const schema = (asObject ?? content["application/json"])?.schema;
  if (schema === undefined) return [];
  if (body === undefined) return [{ kind: "missing", where: "body", what: "is required" }];
  return mismatches(schema, body, "body");
}

function checkBody(operation: Operation, response: ApiResponse): Finding[] {
  const { status, body } = response;
  if (withoutBody.has(status)) {
    const isEmpty = body === undefined || body === null || body === "";
    return isEmpty ? [] : [{ kind: "unknown", where: "body", what: `has no place in a ${status}` }];
  }
  const content = operation.responses[status]?.content ?? {};
  const findings = checkContent(content, response);
  return status >= 400 && findings.length === 0 ? checkError(body) : findings;
}

/**
 * Holds a response to what GitHub says it answers. Says nothing where no operation fits: that is
 * a problem of the request.
 */
export function checkResponse(response: ApiResponse): Problem[] {
  const { method, path, status } = response;
  const call = findCall(method, path);
  if (call === undefined) return [];
  const { operation } = call;
  const subject = `response ${status} of ${operation.operationId}`;
  if (isDescribed({ operation, method }, status)) {
    return problemsOf(subject, checkBody(operation, response));
  }
  const what = `is not described; described are ${Object.keys(operation.responses).join(", ")}`;
  return problemsOf(subject, [{ kind: "unknown", where: "status", what }]);
}

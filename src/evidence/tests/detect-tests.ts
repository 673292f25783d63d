import type { TestFormat } from "../../core/model/test-report.ts";
import { markedEncoding } from "../text-chunks.ts";
import { goEvent } from "./go-event.ts";

/** Enough to see how a report begins, past what a compiler may have printed before it. */
const HEAD_BYTES = 65_536;

/** XML, and not a key such as `<<` of YAML. */
const MARKUP = /^<[?!\p{L}_:]/u;

/**
 * Which format a report is in, told by its beginning whatever its name: XML is taken for JUnit, a line
 * that is an event for `go test -json`, any other JSON object for CTRF.
 */
export function detectTests(bytes: Uint8Array): TestFormat | undefined {
  const encoding = markedEncoding(bytes) ?? "utf-8";
  const head = new TextDecoder(encoding).decode(bytes.subarray(0, HEAD_BYTES)).trimStart();
  if (MARKUP.test(head)) return "junit";
  if (head.split("\n").some((line) => goEvent(line) !== undefined)) return "go-test-json";
  return head.startsWith("{") ? "ctrf" : undefined;
}

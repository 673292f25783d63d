/** Comments and texts of protobuf (the language's specification, "Lexical Elements"). */
const UNREAD =
  /\/\/[^\n]*|\/\*[\s\S]*?(?:\*\/|$)|"[^"\\\n]*(?:\\.[^"\\\n]*)*"?|'[^'\\\n]*(?:\\.[^'\\\n]*)*'?/g;
/** What opens and closes, a service, and a whole `rpc Name (Request) returns (Reply)`. */
const STRUCTURE =
  /[{}]|\bservice\s+\w+\s*(?=\{)|\brpc\s+\w+\s*\(\s*(?:stream\s+)?[\w.]+\s*\)\s*returns\s*\(\s*(?:stream\s+)?[\w.]+\s*\)/g;

/** Counts the remote procedures of the services that a file of protobuf declares. */
export function procedures(text: string): number {
  const code = text.replaceAll(UNREAD, (found) => (found.startsWith("/") ? " " : '""'));
  let count = 0;
  let depth = 0;
  let inService = false;
  for (const [found] of code.matchAll(STRUCTURE)) {
    if (found === "{") depth += 1;
    else if (found === "}") {
      depth -= 1;
      if (depth === 0) inService = false;
    } else if (found.startsWith("service")) inService ||= depth === 0;
    else if (inService && depth === 1) count += 1;
  }
  return depth === 0 ? count : 0;
}

import { gunzipSync } from "node:zlib";
import type { RefChange } from "./refs.ts";

/** The ref updates at the head of a `git-receive-pack` request (gitprotocol-pack, "Reference Update Request"). */
export function pushCommands(content: Buffer, encoding: string | undefined): RefChange[] {
  const body = encoding === "gzip" ? gunzipSync(content) : content;
  const commands: RefChange[] = [];
  for (let at = 0; at + 4 <= body.length;) {
    const length = Number.parseInt(body.toString("latin1", at, at + 4), 16);
    if (!(length > 4)) break; // the flush packet ends the list
    const line = body
      .toString("utf8", at + 4, at + length)
      .replace(/\0.*$/s, "")
      .trimEnd();
    const match = /^([0-9a-f]{40}) ([0-9a-f]{40}) (.+)$/.exec(line);
    const [, before, after, ref] = match ?? [];
    if (before !== undefined && after !== undefined && ref !== undefined)
      commands.push({ before, after, ref });
    at += length;
  }
  return commands;
}

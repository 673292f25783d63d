import { type Answer, jsonAnswer } from "../http/exchange.ts";
import type { ServerParts } from "../http/server-parts.ts";
import { commands } from "./commands.ts";

/** Answers `POST /_control/<command>`; no part of GitHub's API. */
export async function answerControl(
  parts: ServerParts,
  url: URL,
  content: Buffer,
): Promise<Answer> {
  const name = url.pathname.slice("/_control/".length);
  const command = (commands as Readonly<Record<string, Command | undefined>>)[name];
  if (command === undefined)
    return jsonAnswer(404, { error: `There is no control command ${name}` });
  try {
    const input = content.length === 0 ? {} : (JSON.parse(content.toString()) as unknown);
    return jsonAnswer(200, { result: (await command(parts, input)) ?? null });
  } catch (error) {
    return jsonAnswer(400, { error: error instanceof Error ? error.message : String(error) });
  }
}

type Command = (parts: ServerParts, input: unknown) => unknown;

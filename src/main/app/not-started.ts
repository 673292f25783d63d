import { isDefect, messageOf } from "../../core/errors.ts";

/** What keeps the App from starting and whoever runs it can mend: its words say all, so that no stack is shown. */
export class NotStarted extends Error {
  override readonly name = "NotStarted";
}

/** Opens something for the App; where that fails for another reason than a mistake of ours its words are those that are made of why. */
export async function orNotStarted<Opened>(
  open: () => Opened | Promise<Opened>,
  words: (why: string, code: string | undefined) => string,
): Promise<Opened> {
  try {
    return await open();
  } catch (cause) {
    if (isDefect(cause)) throw cause;
    throw new NotStarted(words(reasonOf(cause), codeOf(cause)), { cause });
  }
}

/** A name with several addresses fails at each of them: the error over all has no words of its own. */
function reasonOf(error: unknown): string {
  if (error instanceof AggregateError) return error.errors.map(reasonOf).join("; ");
  return messageOf(error);
}

function codeOf(error: unknown): string | undefined {
  const { code } = error as { readonly code?: unknown };
  return typeof code === "string" ? code : undefined;
}

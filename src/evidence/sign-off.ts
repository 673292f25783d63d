import { spokenLines } from "../core/source/spoken-lines.ts";

/** What a review says that its author signs. */
export interface SignOff {
  readonly component: string;
  readonly role: string;
}

/** A review is short; whatever comes later is not a signature. */
const MAX_SIGN_OFFS = 100;
const LINE = /^\/mltrl sign ([a-z0-9][a-z0-9-]{0,63}) as ([a-z0-9][a-z0-9-]{0,63})$/;

/** The lines `/mltrl sign <component> as <role>` of a review, read as strictly as commands are. */
export function signOffs(body: string): SignOff[] {
  return spokenLines(body)
    .flatMap((line) => {
      const words = line.startsWith("/mltrl") ? line.trim().split(/\s+/).join(" ") : "";
      const [, component, role] = LINE.exec(words) ?? [];
      return component === undefined || role === undefined ? [] : [{ component, role }];
    })
    .slice(0, MAX_SIGN_OFFS);
}

import { answer, type Answer } from "./answer.ts";
import { paragraph } from "./cut.ts";
import { code } from "./escape.ts";
import { type LinkTarget, placeLink } from "./link.ts";

/** A hotfix that has been called: what is open, and what is owed. */
export function hotfixCalledReply(
  {
    component,
    until,
    path,
  }: { readonly component: string; readonly until: string; readonly path: string },
  target: LinkTarget,
): Answer {
  return answer(`A hotfix of ${code(component)} is called until ${until}.`, [
    paragraph("", `Its record: ${placeLink({ path }, target)}`),
    paragraph(
      "",
      "Next: one approval by somebody who has no commit here and did not call it. The panel meets afterwards; until it has, checks of release branches turn red when the hotfix is over. Leave your comment as it is: it shows who called.",
    ),
  ]);
}

import type { Change } from "../core/model/change.ts";
import { type Fact, known } from "../core/model/fact.ts";
import { HOTFIX_ROLE, type HotfixCall } from "../core/model/hotfix.ts";
import type { Policy } from "../core/model/policy.ts";
import type { HotfixRecord } from "../core/model/records.ts";
import { holdsRole, isSameLogin } from "../gather/holds-role.ts";
import type { People } from "../ports/people.ts";
import { ordersIn } from "./orders.ts";

/** Where it is looked up who called a hotfix. */
export interface CallSurroundings {
  readonly change: Change;
  readonly policy: Policy;
  readonly people: People;
}

/**
 * Who called a hotfix, and why that was not somebody on call. Anybody can write a name into a record, so that
 * the call has to show: who is named opened the pull request, or somebody on call says so in a comment.
 */
export async function hotfixCall(
  { by, component }: HotfixRecord,
  { change, policy, people }: CallSurroundings,
): Promise<Fact<HotfixCall>> {
  const callers = [by];
  const holds = (login: string): Promise<Fact<boolean>> =>
    holdsRole(login, HOTFIX_ROLE, { policy, people });
  const named = await holds(by);
  if (named.state === "unavailable") return named;
  if (!named.value) {
    return known({ callers, fault: `${by}, who calls it, does not hold the role ${HOTFIX_ROLE}` });
  }
  const { author, comments } = change;
  if (!author.bot && isSameLogin(author.login, by)) return known({ callers });
  if (comments.state === "unavailable") return comments;
  const logins = ordersIn(comments.value, "hotfix")
    .filter(({ command }) => command.words[0] === component)
    .map(({ comment }) => comment.author.login);
  const rights = await Promise.all(logins.map(holds));
  const confirmer = logins.find((_, i) => rights[i]?.state === "known" && rights[i].value);
  if (confirmer !== undefined) return known({ callers: [by, confirmer] });
  const lost = rights.find((each) => each.state === "unavailable");
  if (lost?.state === "unavailable") return lost;
  const shown = `somebody with the role ${HOTFIX_ROLE} has to open the pull request or to comment \`/mltrl hotfix ${component}\``;
  return known({ callers, fault: `nothing shows that ${by} calls it: ${shown}` });
}

import type { Change, Contributors, Person, Review } from "../core/model/change.ts";
import { type Fact, known, mapFact } from "../core/model/fact.ts";
import { graduationOf, promotionTitle } from "../core/model/step.ts";
import { literalFolders } from "../core/source/glob.ts";
import { parseReviewRecord } from "../evidence/records.ts";
import type { People, WrittenCommit } from "../ports/people.ts";
import { type GatherContext, idOnBase } from "./context.ts";
import { pathsIn } from "./paths-in.ts";

/** From this level on, whoever wrote content since the last graduation holds no seat. */
const PAST_COUNTS_FROM = 6;

/** Who asked for the step: as the latest record of it says, and every other one that this change brings. */
export async function requesters({
  component,
  step,
  view,
  baseView,
}: Pick<GatherContext, "component" | "step" | "view" | "baseView">): Promise<readonly string[]> {
  const ending = `-${step.from}-to-${step.to}.yml`;
  const records = pathsIn(view.records, `.mltrl/reviews/${component.id}`)
    .filter((path) => path.endsWith(ending))
    .toReversed();
  const asking = records.filter((path, i) => i === 0 || !baseView.records.has(path));
  const read = await Promise.all(asking.map((path) => view.parsed(path, parseReviewRecord)));
  return read.flatMap((record) =>
    record.state === "known" && record.value.requestedBy !== undefined
      ? [record.value.requestedBy]
      : [],
  );
}

/**
 * Who asked for the step by a commit of the App's that a forced push took away: a rebase can drop the
 * co-author, and an edit the line of the record, but not the push that did it.
 */
export async function vanishedRequesters({
  change,
  people,
  component,
  step,
}: Pick<GatherContext, "change" | "people" | "component" | "step">): Promise<
  Fact<readonly string[]>
> {
  const graduation = graduationOf(step);
  if (graduation === undefined) return known([]);
  const title = promotionTitle(component.id, graduation.to);
  const written = await replacedCommits(change, people, `.mltrl/reviews/${component.id}`);
  return mapFact(written, (commits) =>
    commits.filter(({ headline }) => headline === title).flatMap(({ logins }) => logins),
  );
}

/** Commits that touched something below a path, that forced pushes took away, and that base does not have. */
export async function replacedCommits(
  { replacedHeads, baseTip }: Pick<Change, "replacedHeads" | "baseTip">,
  people: People,
  path: string,
): Promise<Fact<readonly WrittenCommit[]>> {
  if (replacedHeads.state === "unavailable") return replacedHeads;
  const found: WrittenCommit[] = [];
  for (const commits of await Promise.all(
    replacedHeads.value.map((head) => people.commitsBetween(baseTip, head, path)),
  )) {
    if (commits.state === "unavailable") return commits;
    found.push(...commits.value);
  }
  return known(found);
}

/** Who wrote content of the component since the record of its last graduation was merged; nobody where that is not asked. */
export async function writersSinceGraduation(context: GatherContext): Promise<Fact<Contributors>> {
  const { change, people, declared, component, step, baseView } = context;
  const from = graduationOf(step)?.from ?? 0;
  if (from < PAST_COUNTS_FROM) return known({ logins: [], unlinked: [] });
  const ending = new RegExp(`-to-${from}\\.yml$`);
  const record = pathsIn(baseView.records, `.mltrl/reviews/${idOnBase(context)}`).findLast((path) =>
    ending.test(path),
  );
  const folders = literalFolders((declared.base ?? component).paths);
  return people.writersSince(change.baseTip, record, folders);
}

/** People who can hold no seat, each with the reason that says most. */
export function barredPeople(
  author: Person,
  contributors: readonly string[],
  writers: readonly string[],
  asked: readonly string[],
  opinions: readonly Review[],
): Map<string, string> {
  const bots = opinions.flatMap((review) => (review.author.bot ? [review.author.login] : []));
  return new Map([
    ...bots.map(because("is a bot")),
    ...writers.map(because("wrote content since the last graduation")),
    ...contributors.map(because("wrote commits of this pull request")),
    ...asked.map(because("asked for this step")),
    because("opened this pull request")(author.login),
  ]);
}

function because(reason: string): (login: string) => [string, string] {
  return (login) => [login, reason];
}

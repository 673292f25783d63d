import { historyOf, type LevelSince } from "../core/history.ts";
import { type Fact, known, unavailable } from "../core/model/fact.ts";
import type { History } from "../core/model/history.ts";
import { parseCard } from "../evidence/card.ts";
import { parseSwitchbackRecord } from "../evidence/records.ts";
import { cardPath } from "../gather/card.ts";
import { pathsIn } from "../gather/paths-in.ts";
import { viewAt } from "../gather/view.ts";
import type { FileHistory } from "../ports/file-history.ts";
import type { Repository } from "../ports/repository.ts";

/** What a history is read from. */
export interface HistoryPorts {
  readonly repository: Repository;
  readonly history: FileHistory;
}

/**
 * The path of a component on a branch, from git alone: when its card said which level, and what its
 * switchback records say of the ways back. A version of the card that cannot be read changes nothing.
 *
 * @param revision the branch's tip
 * @param now ISO 8601: until when the last level counts
 */
export async function history(
  component: string,
  revision: string,
  now: string,
  ports: HistoryPorts,
): Promise<Fact<History>> {
  const path = cardPath(component);
  const [versions, view] = await Promise.all([
    ports.history.versions(revision, path),
    viewAt(ports.repository, revision),
  ]);
  if (versions.state === "unavailable") return versions;
  if (view.state === "unavailable") return view;
  if (versions.value.length === 0) {
    return unavailable("missing", `${path} has never been on this branch`, { path });
  }
  const levels = versions.value.flatMap(({ date, text }): LevelSince[] => {
    if (text === undefined) return [{ date, level: undefined }];
    const card = parseCard(text, path);
    return card.state === "known" ? [{ date, level: card.value.level }] : [];
  });
  const records = await Promise.all(
    pathsIn(view.value.records, `.mltrl/switchbacks/${component}`).map((each) =>
      view.value.parsed(each, parseSwitchbackRecord),
    ),
  );
  const switchbacks = records.flatMap((each) => (each.state === "known" ? [each.value] : []));
  return known(historyOf(component, levels, switchbacks, now));
}

import type { Fact } from "../core/model/fact.ts";
import type { Repository } from "../ports/repository.ts";

/** What one of GitHub's faults left unknown is tried again, and is no news for people: it is noted. */
export function notingFaults(repository: Repository, faults: string[]): Repository {
  const noted =
    <Asked extends readonly unknown[], T>(ask: (...asked: Asked) => Promise<Fact<T>>) =>
    async (...asked: Asked): Promise<Fact<T>> => {
      const fact = await ask(...asked);
      if (fact.state === "unavailable" && fact.cause === "upstream") faults.push(fact.reason);
      return fact;
    };
  return {
    ...repository,
    records: noted((revision: string) => repository.records(revision)),
    files: noted((revision: string, folder: string) => repository.files(revision, folder)),
    root: noted((revision: string) => repository.root(revision)),
    blob: noted((id: string) => repository.blob(id)),
  };
}

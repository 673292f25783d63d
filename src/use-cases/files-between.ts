import { type Fact, known } from "../core/model/fact.ts";
import type { ChangedFile } from "../core/model/tree.ts";
import type { Repository } from "../ports/repository.ts";

/** What differs between two commits, by the ids of their files. */
export async function filesBetween(
  repository: Repository,
  before: string,
  after: string,
): Promise<Fact<readonly ChangedFile[]>> {
  const [old, now] = await Promise.all([repository.files(before, ""), repository.files(after, "")]);
  if (old.state === "unavailable") return old;
  if (now.state === "unavailable") return now;
  const paths = new Set([...old.value.keys(), ...now.value.keys()]);
  return known(
    [...paths].flatMap((path): ChangedFile[] => {
      const [was, is] = [old.value.get(path), now.value.get(path)];
      if (was === undefined) return [{ path, status: "added" }];
      if (is === undefined) return [{ path, status: "removed" }];
      return was.id === is.id ? [] : [{ path, status: "modified" }];
    }),
  );
}

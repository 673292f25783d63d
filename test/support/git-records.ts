import { known } from "../../src/core/model/fact.ts";
import type { KeptRecord, RecordListing, RecordStore } from "../../src/ports/record-store.ts";

/** Runs git in a repository: words, and what it reads. */
export type RunGit = (words: readonly string[], input?: string) => string;

const REF = "refs/mltrl/records";

/** Records as the App leaves them in a repository, written by git itself. */
export function gitRecords(git: RunGit): RecordStore {
  const listing = (): RecordListing => {
    const tip = git(["for-each-ref", "--format=%(objectname)", REF]) || undefined;
    const lines = tip === undefined ? [] : git(["ls-tree", tip]).split("\n");
    const records = lines.map((line): KeptRecord => {
      const [entry = "", name = ""] = line.split("\t");
      return { name, id: entry.split(" ")[2] ?? "" };
    });
    return { tip, records };
  };
  return {
    list: () => Promise.resolve(known(listing())),
    text: ({ id }) => Promise.resolve(known(`${git(["cat-file", "blob", id])}\n`)),
    append({ name, text, message }, after) {
      const { tip, records } = listing();
      if (tip !== after) return Promise.resolve(known("moved"));
      const id = git(["hash-object", "-w", "--stdin"], text);
      writeTree(git, [...records, { name, id }], message, tip);
      return Promise.resolve(known("appended"));
    },
  };
}

/** Makes a commit of files and moves the reference to it, whatever stood there. */
export function writeTree(
  git: RunGit,
  files: readonly KeptRecord[],
  message: string,
  parent: string | undefined,
): void {
  const lines = files.map(({ name, id }) => `100644 blob ${id}\t${name}\n`).join("");
  const tree = git(["mktree"], lines);
  const parents = parent === undefined ? [] : ["-p", parent];
  const commit = git(["commit-tree", tree, ...parents, "-m", message]);
  git(["update-ref", REF, commit]);
}

import type { NoteStore } from "../ports/note-store.ts";
import type { SeenOrganizations } from "../ports/seen-organizations.ts";

/** Which accounts were seen to have a policy, among the notes. */
export function seenOrganizations(notes: NoteStore): SeenOrganizations {
  const lastSeen = async (installation: number): Promise<string | undefined> => {
    const [account] = await notes.read([subjectOf(installation)]);
    return account?.notes.get(HOLDER) as string | undefined;
  };
  return {
    lastSeen,
    async saw(installation, repository) {
      if ((await lastSeen(installation)) === repository) return;
      const note = repository === undefined ? undefined : { value: repository };
      await notes.write(subjectOf(installation), { [HOLDER]: note });
    },
  };
}

const HOLDER = "policy in";

function subjectOf(installation: number): string {
  return `account of ${installation}`;
}

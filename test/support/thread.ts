import type { Person } from "./people.ts";
import type { GithubUser } from "./github-user.ts";

/** The comments of an issue or pull request. The App has finished whenever something is read. */
export interface Thread {
  readonly number: number;
  /** Comments, and gives what the App replied last; undefined where it says nothing. */
  say(person: Person, body: string): Promise<string | undefined>;
  replies(): Promise<readonly string[]>;
}

/** What threads share. */
export interface Place {
  readonly as: (person: Person) => GithubUser;
  readonly quiet: () => Promise<void>;
}

export function threadIn({ as, quiet }: Place, number: number, reader: Person): Thread {
  const replies: Thread["replies"] = async () => {
    await quiet();
    const comments = await as(reader).comments(number);
    return comments.filter(({ user }) => user.type === "Bot").map(({ body }) => body);
  };
  return {
    number,
    replies,
    async say(person, body) {
      await as(person).comment(number, body);
      return (await replies()).at(-1);
    },
  };
}

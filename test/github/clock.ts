/** The server's clock; an offset lets a test live in next week. */
export type Clock = {
  readonly now: () => Date;
  readonly iso: () => string;
  readonly shift: (milliseconds: number) => void;
};

/** A clock that runs with the machine's, `shift` milliseconds off. */
export function createClock(): Clock {
  let offset = 0;
  const now = (): Date => new Date(Date.now() + offset);
  return {
    now,
    // GitHub prints whole seconds in REST, GraphQL and payloads.
    iso: () => `${now().toISOString().slice(0, 19)}Z`,
    shift: (milliseconds) => {
      offset = milliseconds;
    },
  };
}

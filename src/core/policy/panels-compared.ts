type Params = Readonly<Record<string, unknown>>;

/** The parameter that seats panels. */
export const PANELS = "panels";

/** The seats of one step; a role that stands twice needs two people. */
interface Panel {
  readonly "from-level": number;
  readonly roles: readonly string[];
}

/** The panels of a rule, by the level that is left. */
function panelsOf(params: Params): ReadonlyMap<number, readonly string[]> {
  const panels = (params[PANELS] ?? []) as readonly Panel[];
  return new Map(panels.map((panel) => [panel["from-level"], panel.roles]));
}

/** Every role that a rule seats at some level. */
export function rolesSeated(params: Params): string[] {
  return [...panelsOf(params).values()].flat();
}

/** A rule's panels with those that a policy names in place of its own. */
export function withPanels(usual: Params, override: Params): Params {
  if (!(PANELS in usual) || !(PANELS in override)) return {};
  return { [PANELS]: listOf(new Map([...panelsOf(usual), ...panelsOf(override)])) };
}

/** Panels with every seat that either of two has. */
export function joinedPanels(one: Params, other: Params): Params {
  const [first, second] = [panelsOf(one), panelsOf(other)];
  const levels = [...new Set([...first.keys(), ...second.keys()])];
  const joined = levels.map((level): [number, readonly string[]] => {
    const own = first.get(level) ?? [];
    return [level, [...own, ...less(second.get(level) ?? [], own)]];
  });
  return { [PANELS]: listOf(new Map(joined)) };
}

/** Seats that one has and another has not, in words; of levels that the other does not name, none. */
export function seatsTaken(usual: Params, asked: Params): string[] {
  const seated = panelsOf(asked);
  return [...panelsOf(usual)].flatMap(([level, roles]) => {
    const kept = seated.get(level);
    return less(roles, kept ?? roles).map((role) => `${role} at ${stepText(level)}`);
  });
}

/** Whether a policy asks for seats that the usual panels have not. */
export function addsSeats(usual: Params, asked: Params): boolean {
  const seats = panelsOf(usual);
  return [...panelsOf(asked)].some(
    ([level, roles]) => less(roles, seats.get(level) ?? []).length > 0,
  );
}

/** Roles of a list without those of another, one for one. */
function less(roles: readonly string[], others: readonly string[]): string[] {
  const left = [...others];
  return roles.filter((role) => {
    const at = left.indexOf(role);
    if (at !== -1) left.splice(at, 1);
    return at === -1;
  });
}

function listOf(panels: ReadonlyMap<number, readonly string[]>): Panel[] {
  return [...panels]
    .toSorted(([a], [b]) => a - b)
    .map(([level, roles]) => ({ "from-level": level, roles }));
}

function stepText(level: number): string {
  return `${level} → ${Math.min(level + 1, 9)}`;
}

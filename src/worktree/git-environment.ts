/**
 * The environment git is run in. The repository may be anybody's: nothing that its configuration names
 * may run (hooks, file system monitors, diff drivers, filters, transports, pagers), and nothing may be
 * written to it. Settings are given by `GIT_CONFIG_*`, which outrank every file.
 */
export function gitEnvironment(
  environment: Readonly<Record<string, string | undefined>>,
  settings: readonly Setting[] = [],
): Record<string, string> {
  const kept = Object.entries(environment).filter(
    (entry): entry is [string, string] =>
      entry[1] !== undefined && (!entry[0].startsWith("GIT_") || KEPT.has(entry[0])),
  );
  const all = [...HARDENING, ...settings];
  return {
    ...Object.fromEntries(kept),
    LC_ALL: "C",
    LANGUAGE: "C",
    GIT_OPTIONAL_LOCKS: "0",
    GIT_TERMINAL_PROMPT: "0",
    GIT_NO_REPLACE_OBJECTS: "1", // what others judge is not replaced either
    GIT_NO_LAZY_FETCH: "1",
    GIT_ALLOW_PROTOCOL: "none", // older versions fetch what a partial clone lacks, by any command
    GIT_LITERAL_PATHSPECS: "1",
    GIT_CONFIG_COUNT: String(all.length),
    ...Object.fromEntries(
      all.flatMap(([key, value], i) => [
        [`GIT_CONFIG_KEY_${i}`, key],
        [`GIT_CONFIG_VALUE_${i}`, value],
      ]),
    ),
  };
}

/** A key of git's configuration with its value. */
export type Setting = readonly [key: string, value: string];

/**
 * What the user may say about git itself. Everything else that starts with `GIT_` is left out: in a hook
 * git sets variables that point to its own index and folder.
 */
const KEPT: ReadonlySet<string> = new Set([
  "GIT_CEILING_DIRECTORIES",
  "GIT_CONFIG_GLOBAL",
  "GIT_CONFIG_NOSYSTEM",
  "GIT_CONFIG_SYSTEM",
  "GIT_DISCOVERY_ACROSS_FILESYSTEM",
  "GIT_EXEC_PATH",
]);

const HARDENING: readonly Setting[] = [
  ["core.fsmonitor", "false"],
  ["core.hooksPath", "/dev/null"],
  ["core.quotePath", "true"],
  ["core.safecrlf", "false"],
  ["core.splitIndex", "false"], // a shared index would be written beside the user's own
  ["diff.ignoreSubmodules", "dirty"],
  ["diff.renameLimit", "1000"],
  ["submodule.recurse", "false"],
];

/** Empties every filter that the given names stand for: git then takes files as they are. */
export function withoutFilters(names: Iterable<string>): Setting[] {
  return [...names].flatMap((name): Setting[] => [
    [`filter.${name}.clean`, ""],
    [`filter.${name}.smudge`, ""],
    [`filter.${name}.process`, ""],
    [`filter.${name}.required`, "false"],
  ]);
}

import type { ComponentPolicy, Policy } from "../model/policy.ts";
import type { Catalogue } from "../model/rule.ts";
import type { Pointer } from "../source/yaml.ts";
import type { Effect } from "./scales.ts";
import type { Setting } from "./setting.ts";
import { settingsOf } from "./settings.ts";

/** One value that two policies do not share. */
export interface SettingChange {
  readonly name: string;
  readonly pointer: Pointer;
  /** As text; undefined where that side does not have it. */
  readonly before: string | undefined;
  readonly after: string | undefined;
  /** `other` where nobody can tell whether it asks for more or less. */
  readonly effect: Exclude<Effect, "same">;
}

/**
 * Where a policy differs from another, value by value. What a rule's severity owes to the profile alone is
 * told by the profile; a report of a new component is no news for the others.
 */
export function comparePolicies(
  before: Policy,
  after: Policy,
  catalogue: Catalogue,
): SettingChange[] {
  const [old, now] = [settingsOf(before, catalogue), settingsOf(after, catalogue)];
  const added = new Set(
    after.components
      .filter(({ id }) => !before.components.some((each) => each.id === id))
      .map(({ id }) => id),
  );
  const names = [...new Set([...old.keys(), ...now.keys()])];
  return names.flatMap((name): SettingChange[] => {
    const [was, is] = [old.get(name), now.get(name)];
    const { partOf } = was ?? is ?? {};
    // What a new component says of rules is compared with what is said of all.
    const isNew = partOf !== undefined && now.has(partOf) && is?.instead !== undefined;
    if (partOf !== undefined && old.has(partOf) !== now.has(partOf) && !isNew) return [];
    if (owesToProfile(name, before, after)) return [];
    const [from, to] = [was ?? instead(is, old), is ?? instead(was, now)];
    const effect = isOfNewComponent(name, after, added) ? "stricter" : effectOf(from, to);
    if (effect !== "stricter" && isHandedOn(name, before, after)) return [];
    if (effect === "same") return [];
    const { pointer = [] } = is ?? was ?? {};
    return [{ name, pointer, before: textOf(from), after: textOf(to), effect }];
  });
}

/** What holds where a component says nothing of its own. */
function instead(
  other: Setting | undefined,
  settings: ReadonlyMap<string, Setting>,
): Setting | undefined {
  return other?.instead === undefined ? undefined : settings.get(other.instead);
}

function effectOf(from: Setting | undefined, to: Setting | undefined): Effect {
  if (from === undefined) return to?.whenAdded ?? "same";
  if (to === undefined) return from.whenRemoved;
  return from.scale(from.compared ?? from.value, to.compared ?? to.value);
}

function owesToProfile(name: string, before: Policy, after: Policy): boolean {
  const [, rule] = /^rules\.([^.]+)\.severity$/.exec(name) ?? [];
  return (
    rule !== undefined &&
    [before, after].every(({ rules }) => rules.get(rule)?.severity === undefined)
  );
}

/** Whether all that a component leaves is another one's now, as where it is renamed or split. */
function isHandedOn(name: string, before: Policy, after: Policy): boolean {
  const [, id = "", list] = /^components\.([^.]+)(?:\.(paths|source|parts))?$/.exec(name) ?? [];
  const [was, is] = [componentOf(before, id), componentOf(after, id)];
  if (was === undefined) return false;
  if (list === undefined) return is === undefined && areOwned(was.paths, after.components);
  if (list !== "parts")
    return areOwned(was[list === "source" ? "source" : "paths"], after.components);
  const parts = is?.parts ?? [];
  const heirs = after.components.filter(({ id: part }) => parts.includes(part));
  return was.parts
    .filter((part) => !parts.includes(part))
    .every(
      (part) =>
        componentOf(after, part) === undefined &&
        areOwned(componentOf(before, part)?.paths ?? [], heirs),
    );
}

function componentOf({ components }: Policy, id: string): ComponentPolicy | undefined {
  return components.find((each) => each.id === id);
}

function areOwned(patterns: readonly string[], owners: readonly ComponentPolicy[]): boolean {
  const owned = new Set(owners.flatMap(({ paths }) => paths));
  return patterns.length > 0 && patterns.every((pattern) => owned.has(pattern));
}

function isOfNewComponent(name: string, after: Policy, added: ReadonlySet<string>): boolean {
  const [section, id] = name.split(".");
  const { component } =
    (section === "evidence" && after.evidence.find((each) => each.name === id)) || {};
  return component !== undefined && added.has(component);
}

function textOf(setting: Setting | undefined): string | undefined {
  if (setting === undefined) return undefined;
  const { value } = setting;
  return typeof value === "string" ? value : JSON.stringify(value);
}

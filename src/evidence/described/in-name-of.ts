/** What descriptions call the component that they are about. */
const DESCRIBED = "detector";

/** The same value in the name of a component: paths of its records, and where it is named itself. */
export function inNameOf<T>(component: string, value: T): T {
  return renamed(value, component) as T;
}

function renamed(value: unknown, component: string): unknown {
  if (typeof value === "string") return renamedText(value, component);
  if (Array.isArray(value)) return value.map((each) => renamed(each, component));
  if (value instanceof Map) {
    return new Map(
      [...value].map(([key, each]) => [renamed(key, component), renamed(each, component)]),
    );
  }
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, each]) => [key, renamed(each, component)]),
  );
}

function renamedText(text: string, component: string): string {
  if (text === DESCRIBED) return component;
  return text.replace(
    /^(\.mltrl\/[a-z]+\/)detector(?=[./])/,
    (_, folder: string) => `${folder}${component}`,
  );
}

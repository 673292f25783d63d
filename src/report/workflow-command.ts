/** A command to the runner of GitHub Actions, on one line: nothing in its values can end it or begin another. */
export function workflowCommand(
  name: string,
  message: string,
  properties: Readonly<Record<string, string | number | undefined>> = {},
): string {
  const given = Object.entries(properties)
    .filter(([, value]) => value !== undefined)
    .map(([key, value]) => `${key}=${propertyValue(String(value))}`)
    .join(",");
  return `::${name}${given === "" ? "" : ` ${given}`}::${data(message)}`;
}

/**
 * A line for the log that the runner takes for nothing but text. It looks for commands behind spaces at
 * the start of a line, and for those of the older form anywhere.
 */
export function logLine(line: string): string {
  return line.replaceAll("##[", "## [").replace(/^(\s*):(?=:)/, "$1: ");
}

function data(text: string): string {
  return text.replaceAll("%", "%25").replaceAll("\r", "%0D").replaceAll("\n", "%0A");
}

function propertyValue(text: string): string {
  return data(text).replaceAll(":", "%3A").replaceAll(",", "%2C");
}

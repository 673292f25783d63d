import { unsupported } from "../workflow/parts.ts";
import type { Annotation } from "../../github/state/nouns.ts";

/** What a step has printed, as far as GitHub keeps and shows it. */
export type StepLog = {
  /** Takes a line of the step's output, which may be a command. */
  readonly line: (text: string) => void;
  /** Opens and closes a group of the log, for what the runner itself says. */
  readonly title: (text: string) => void;
  /** An annotation that the runner itself makes. */
  readonly annotate: (level: Annotation["annotation_level"], message: string) => void;
  readonly annotations: readonly Annotation[];
};

/** "10 warning annotations, 10 error annotations and 10 notice annotations per step". */
const most = 10;

const levels: Readonly<Record<string, Annotation["annotation_level"]>> = {
  error: "failure",
  warning: "warning",
  notice: "notice",
};

/**
 * Reads the commands in a step's output (page "Workflow commands for GitHub Actions"); all that is to be
 * seen goes to `print`, secrets masked.
 */
export function createStepLog(masks: Set<string>, print: (line: string) => void): StepLog {
  const annotations: Annotation[] = [];
  let stopped: string | undefined;

  const add = (annotation: Annotation): void => {
    const level = annotation.annotation_level;
    if (annotations.filter((one) => one.annotation_level === level).length < most)
      annotations.push(annotation);
  };
  const show = (text: string): void => print(hide(text, masks));
  const obey = (command: string, properties: Record<string, string>, value: string): void => {
    const level = levels[command];
    if (level !== undefined) {
      add(annotationOf(level, properties, hide(value, masks)));
      show(`##[${command}]${value}`);
    } else if (command === "add-mask") masks.add(value);
    else if (command === "stop-commands") stopped = value;
    else if (command === "group" || command === "endgroup") show(`##[${command}]${value}`);
    else if (command === "set-output" || command === "save-state")
      throw unsupported("a step", `the old command ${command}`);
    else if (command !== "debug" && command !== "echo") show(`::${command}::${value}`);
  };

  return {
    annotations,
    title: (text) => {
      show(`##[group]${text}`);
      show("##[endgroup]");
    },
    annotate: (level, message) => add(annotationOf(level, {}, message)),
    line: (text) => {
      if (stopped !== undefined) {
        if (text === `::${stopped}::`) stopped = undefined;
        else show(text);
        return;
      }
      const [, command, properties = "", value = ""] =
        /^::([\w-]+)(?: (.*?))?::(.*)$/.exec(text.trimStart()) ?? [];
      if (command === undefined) show(text);
      else obey(command.toLowerCase(), propertiesOf(properties), unescape(value));
    },
  };
}

function annotationOf(
  annotation_level: Annotation["annotation_level"],
  properties: Readonly<Record<string, string>>,
  message: string,
): Annotation {
  const { file, line, endLine, col, endColumn, title } = properties;
  const start = Number(line ?? 1);
  const end = Number(endLine ?? start);
  const column = start === end && col !== undefined ? Number(col) : null;
  return {
    // What names no file stands at the folder of workflows.
    path: file ?? ".github",
    start_line: start,
    end_line: end,
    start_column: column,
    end_column: column === null ? null : Number(endColumn ?? column),
    annotation_level,
    message,
    title: title ?? null,
    raw_details: null,
  };
}

function propertiesOf(text: string): Record<string, string> {
  const pairs = text.split(",").flatMap((pair): [string, string][] => {
    const equals = pair.indexOf("=");
    if (equals < 0) return [];
    const value = pair
      .slice(equals + 1)
      .replaceAll("%3A", ":")
      .replaceAll("%2C", ",");
    return [[pair.slice(0, equals).trim(), unescape(value)]];
  });
  return Object.fromEntries(pairs);
}

function unescape(text: string): string {
  return text.replaceAll("%0D", "\r").replaceAll("%0A", "\n").replaceAll("%25", "%");
}

function hide(text: string, masks: ReadonlySet<string>): string {
  let hidden = text;
  for (const mask of masks) hidden = hidden.replaceAll(mask, "***");
  return hidden;
}

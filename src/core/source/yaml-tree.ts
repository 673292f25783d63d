import { EVENT_ID, getScalarValue, SCALAR_STYLE } from "js-yaml";
import type { Event, ScalarEvent } from "js-yaml";

/** Where one value of a document and its key stand, as offsets into the text. */
export interface YamlNode {
  readonly start: number;
  /** Undefined for the root and for entries of a sequence. */
  readonly keyStart: number | undefined;
  /** Of a scalar: its text as written, without quotes. */
  readonly text?: string;
  readonly children: Map<string | number, YamlNode>;
}

/** Something that YAML allows and we do not. */
export interface Refusal {
  readonly offset: number;
  /** For a repeated key: where it stood first. */
  readonly firstOffset?: number;
  readonly message: string;
}

/** The positions of a text's documents, and everything in them that is refused. */
export interface YamlTree {
  readonly documents: readonly YamlNode[];
  readonly refusals: readonly Refusal[];
}

interface Frame {
  readonly node: YamlNode;
  readonly kind: "document" | "sequence" | "mapping";
  key: { readonly text: string; readonly start: number } | undefined;
}

type NodeEvent = Exclude<Event, { type: typeof EVENT_ID.DOCUMENT | typeof EVENT_ID.POP }>;

/** Reads positions off the events of one parse. */
export function yamlTree(text: string, events: readonly Event[]): YamlTree {
  const documents: YamlNode[] = [];
  const refusals: Refusal[] = [];
  const frames: Frame[] = [];
  let end = 0; // of what was read last: an empty value has no offset of its own

  const textOf = (event: ScalarEvent): string =>
    event.valueStart < 0 ? "" : getScalarValue(text, event);

  const startOf = (event: NodeEvent, key: Frame["key"]): number => {
    if (event.type === EVENT_ID.ALIAS) return event.anchorStart - 1;
    if (event.type !== EVENT_ID.SCALAR) return event.start;
    if (event.valueStart < 0) return key?.start ?? end;
    return isQuoted(event) ? event.valueStart - 1 : event.valueStart;
  };

  const readKey = (frame: Frame, event: NodeEvent): void => {
    const start = startOf(event, undefined);
    if (event.type !== EVENT_ID.SCALAR) {
      refusals.push({
        offset: start,
        message: "a key must be plain text, not a list or a mapping",
      });
      frame.key = { text: "", start };
      return;
    }
    const key = { text: textOf(event), start };
    const first = frame.node.children.get(key.text);
    if (first !== undefined) {
      refusals.push({
        offset: start,
        firstOffset: first.keyStart ?? first.start,
        message: key.text,
      });
    } else if (key.text === "<<" || key.text === "__proto__") {
      refusals.push({
        offset: start,
        message: `the key \`${key.text}\` has a special meaning elsewhere and is not read here; write the keys out`,
      });
    }
    frame.key = key;
  };

  /** Puts a value into its parent; nothing where the event was a mapping's key. */
  const place = (event: NodeEvent): YamlNode | undefined => {
    const frame = frames.at(-1);
    if (frame === undefined) return undefined;
    if (frame.kind === "mapping" && frame.key === undefined) {
      readKey(frame, event);
      return undefined;
    }
    const node: YamlNode = {
      start: startOf(event, frame.key),
      keyStart: frame.key?.start,
      ...(event.type === EVENT_ID.SCALAR && { text: textOf(event) }),
      children: new Map(),
    };
    const siblings = frame.node.children;
    siblings.set(frame.kind === "mapping" ? (frame.key?.text ?? "") : siblings.size, node);
    frame.key = undefined;
    return node;
  };

  for (const event of events) {
    if (event.type === EVENT_ID.DOCUMENT) {
      const node = {
        start: end,
        keyStart: undefined,
        children: new Map<string | number, YamlNode>(),
      };
      frames.push({ node, kind: "document", key: undefined });
    } else if (event.type === EVENT_ID.POP) {
      const closed = frames.pop();
      if (closed?.kind === "document") documents.push(closed.node.children.get(0) ?? closed.node);
    } else {
      refuseMarks(event, refusals);
      const node = place(event);
      if (event.type === EVENT_ID.SCALAR) end = Math.max(end, event.valueEnd);
      if (event.type === EVENT_ID.SEQUENCE || event.type === EVENT_ID.MAPPING) {
        const kind = event.type === EVENT_ID.SEQUENCE ? "sequence" : "mapping";
        const start = event.start;
        frames.push({
          node: node ?? { start, keyStart: undefined, children: new Map() },
          kind,
          key: undefined,
        });
      }
    }
  }
  return { documents, refusals };
}

/** Anchors, aliases and tags make a file mean something other than what it shows. */
function refuseMarks(event: NodeEvent, refusals: Refusal[]): void {
  if (event.type === EVENT_ID.ALIAS) {
    refusals.push({
      offset: event.anchorStart - 1,
      message: "aliases (`*name`) are not read here; write the value out",
    });
    return;
  }
  if (event.anchorStart >= 0) {
    refusals.push({
      offset: event.anchorStart - 1,
      message: "anchors (`&name`) are not read here; remove it",
    });
  }
  if (event.tagStart >= 0) {
    refusals.push({
      offset: event.tagStart,
      message: "tags (`!name`) are not read here; remove it, and quote what must stay text",
    });
  }
}

function isQuoted(event: ScalarEvent): boolean {
  return event.style === SCALAR_STYLE.SINGLE_QUOTED || event.style === SCALAR_STYLE.DOUBLE_QUOTED;
}

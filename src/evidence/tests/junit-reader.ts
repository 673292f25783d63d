import type { TestSuite } from "../../core/model/test-report.ts";
import { cutText } from "./cut-text.ts";
import { isFault, OUTCOMES, testCase } from "./junit-case.ts";
import type { Attributes, RawCase } from "./junit-case.ts";
import { addCounts, countsFromZero, NOTHING, suiteName, unsupportedClaim } from "./junit-suite.ts";
import type { OpenSuite } from "./junit-suite.ts";
import { addProperty, propertyLines } from "./properties.ts";
import type { PropertyLines } from "./properties.ts";

/** Limits on a hostile report. */
export interface JunitLimits {
  readonly bytes: number;
  readonly suites: number;
  readonly cases: number;
}

/** Far deeper than tools write. */
const MAX_DEPTH = 50;

/** What a test printed. */
const OUTPUTS: ReadonlySet<string> = new Set(["system-out", "system-err"]);

/** A report that cannot be used, and the line that shows why. */
export class JunitFault extends Error {
  override readonly name = "JunitFault";
  readonly line: number;

  constructor(message: string, line: number) {
    super(message);
    this.line = line;
  }
}

/** Takes a report's elements one after the other and gathers its suites. */
export interface JunitReader {
  open(element: string, attributes: Attributes, line: number): void;
  text(text: string): void;
  close(): void;
  suites(): readonly TestSuite[];
}

/** What is open between the root and the element that is being read. */
type Frame =
  | { readonly kind: "suite"; readonly suite: OpenSuite }
  | { readonly kind: "case"; readonly raw: RawCase; readonly line: number }
  | {
      readonly kind: "outcome";
      readonly element: string;
      readonly attributes: Attributes;
      readonly texts: string[];
    }
  | { readonly kind: "property"; readonly attributes: Attributes; readonly texts: string[] }
  | { readonly kind: "output"; readonly lines: PropertyLines }
  | { readonly kind: "properties" | "other" };

/**
 * Reads suites of any nesting. Elements that are not known are passed over, but a case or a failure
 * that stands where none belongs is a fault: passing over it would hide how it went.
 */
export function junitReader(limits: JunitLimits): JunitReader {
  const frames: Frame[] = [];
  const suites: OpenSuite[] = [];
  let cases = 0;

  const frameOf = (element: string, attributes: Attributes, line: number): Frame => {
    const parent = frames.at(-1);
    if (element === "testsuites" || element === "testsuite") {
      if (parent !== undefined && parent.kind !== "suite") throw misplaced(element, line);
      if (suites.length >= limits.suites) {
        throw new JunitFault(`expected at most ${limits.suites} suites; split the report`, line);
      }
      const suite = openSuite(element, attributes, line, parent?.suite);
      suites.push(suite);
      return { kind: "suite", suite };
    }
    if (parent === undefined) {
      throw new JunitFault(
        `expected \`<testsuites>\` or \`<testsuite>\`, got \`<${element.slice(0, 60)}>\`; this is no JUnit report; convert others, for example with junit-to-ctrf or trx2junit`,
        line,
      );
    }
    if (element === "testcase") {
      if (parent.kind !== "suite") throw misplaced(element, line);
      cases += 1;
      if (cases > limits.cases) {
        throw new JunitFault(`expected at most ${limits.cases} test cases; split the report`, line);
      }
      return { kind: "case", raw: { attributes, outcomes: [], properties: new Map() }, line };
    }
    if (OUTCOMES.has(element)) {
      if (parent.kind !== "case" && parent.kind !== "suite") throw misplaced(element, line);
      return { kind: "outcome", element, attributes, texts: [] };
    }
    if (parent.kind === "case" && OUTPUTS.has(element)) {
      return { kind: "output", lines: propertyLines(parent.raw.properties) };
    }
    if (element === "properties" && parent.kind === "case") return { kind: "properties" };
    if (element === "property" && parent.kind === "properties") {
      return { kind: "property", attributes, texts: [] };
    }
    return { kind: "other" };
  };

  const closeOutcome = (outcome: Frame & { kind: "outcome" }): void => {
    const { element, attributes, texts } = outcome;
    const message = attributes["message"] ?? "";
    const said = { element, type: attributes["type"] ?? "", message: message || texts.join("") };
    const parent = frames.at(-1);
    if (parent?.kind === "case") {
      parent.raw.outcomes.push(said);
    } else if (parent?.kind === "suite" && element !== "skipped") {
      // What went wrong outside of every case, such as in a suite's set-up, is a case of its own.
      const raw = { attributes: { name: parent.suite.names.at(-1) ?? "" }, outcomes: [said] };
      closeCase(parent.suite, { ...raw, properties: new Map() });
    }
  };

  const closeProperty = ({ attributes, texts }: Frame & { kind: "property" }): void => {
    const parent = frames.at(-2);
    const name = attributes["name"];
    if (parent?.kind !== "case" || name === undefined) return;
    // pytest's record_property writes a name once for each value.
    addProperty(parent.raw.properties, name, attributes["value"] ?? texts.join(""));
  };

  return {
    open(element, attributes, line) {
      if (frames.length >= MAX_DEPTH) {
        throw new JunitFault(`expected elements nested at most ${MAX_DEPTH} deep`, line);
      }
      frames.push(frameOf(element, attributes, line));
    },
    text(text) {
      const frame = frames.at(-1);
      if (frame?.kind === "outcome" || frame?.kind === "property") frame.texts.push(text);
      else if (frame?.kind === "output") frame.lines.add(text);
    },
    close() {
      const frame = frames.pop();
      if (frame?.kind === "outcome") closeOutcome(frame);
      else if (frame?.kind === "property") closeProperty(frame);
      else if (frame?.kind === "output") frame.lines.end();
      const parent = frames.at(-1);
      if (frame?.kind === "case" && parent?.kind === "suite") closeCase(parent.suite, frame.raw);
      if (frame?.kind !== "suite") return;
      const { suite } = frame;
      const unsupported = unsupportedClaim(suite);
      if (unsupported !== undefined) throw new JunitFault(unsupported, suite.line);
      if (parent?.kind === "suite") {
        parent.suite.children += 1;
        parent.suite.seen = addCounts(parent.suite.seen, suite.seen);
      }
    },
    suites: () =>
      suites
        .filter((suite) => suite.cases.length > 0)
        .map((suite) => ({ name: suiteName(suite), cases: suite.cases })),
  };
}

function openSuite(
  element: string,
  attributes: Attributes,
  line: number,
  parent: OpenSuite | undefined,
): OpenSuite {
  const name = cutText(attributes["name"] ?? "");
  // The name of the root is that of the run, not of a suite, unless cases stand directly in it.
  const names = parent?.element === "testsuite" ? [...parent.names, name] : [name];
  return { element, names, attributes, line, cases: [], seen: NOTHING, children: 0 };
}

function closeCase(suite: OpenSuite, raw: RawCase): void {
  const read = testCase(raw, { name: suiteName(suite), zeroBased: countsFromZero(suite) });
  suite.cases.push(read);
  suite.children += 1;
  const skipped =
    read.status === "skipped" || raw.outcomes.some(({ element }) => element === "skipped");
  suite.seen = addCounts(suite.seen, {
    cases: 1,
    faults: Math.max(
      raw.outcomes.filter(({ element }) => isFault(element)).length,
      read.status === "failed" || read.status === "error" ? 1 : 0,
    ),
    skipped: skipped ? 1 : 0,
  });
}

function misplaced(element: string, line: number): JunitFault {
  return new JunitFault(
    `expected no \`<${element}>\` in this place; it would not be counted`,
    line,
  );
}

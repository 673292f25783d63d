import { plain } from "./escape.ts";

/** A case of a suite: without an end it passed. */
export interface Case {
  readonly name: string;
  readonly file?: string | undefined;
  readonly line?: number | undefined;
  readonly end?: {
    readonly is: "failure" | "error" | "skipped";
    readonly message: string;
    readonly type?: string;
    /** More of it, a line each. */
    readonly lines?: readonly string[];
  };
}

export interface Suite {
  readonly name: string;
  readonly cases: readonly Case[];
}

/** Suites as JUnit XML, with counts that hold. */
export function suitesInJunit(name: string, suites: readonly Suite[]): string {
  const root = element("testsuites", { name, ...countsOf(suites) }, suites.map(suiteText));
  return `<?xml version="1.0" encoding="UTF-8"?>\n${root}\n`;
}

function suiteText(suite: Suite): string {
  const { name, cases } = suite;
  const inside = cases.map((each) => caseText(each, name));
  return element("testsuite", { name, ...countsOf([suite]) }, inside);
}

function caseText({ name, file, line, end }: Case, classname: string): string {
  const inside = end === undefined ? [] : [endText(end)];
  return element("testcase", { classname, name, file, line }, inside);
}

function endText({ is, message, type, lines = [] }: NonNullable<Case["end"]>): string {
  const text = lines.map((line) => xml(plain(line, MOST_CHARACTERS))).join("\n");
  const [start, end] = tags(is, { message, type });
  return text === "" ? `${start}/>` : `${start}>${text}${end}`;
}

function countsOf(suites: readonly Suite[]): Attributes {
  const cases = suites.flatMap((suite) => suite.cases);
  const ended = (is: string): number => cases.filter(({ end }) => end?.is === is).length;
  return {
    tests: cases.length,
    failures: ended("failure"),
    errors: ended("error"),
    skipped: ended("skipped"),
  };
}

type Attributes = Readonly<Record<string, string | number | undefined>>;

function element(name: string, attributes: Attributes, inside: readonly string[]): string {
  const [start, end] = tags(name, attributes);
  return inside.length === 0 ? `${start}/>` : [`${start}>`, ...inside, end].join("\n");
}

/** The start of an element but for its last bracket, and its end. */
function tags(name: string, attributes: Attributes): readonly [string, string] {
  const given = Object.entries(attributes)
    .filter(([, value]) => value !== undefined)
    .map(([key, value]) => ` ${key}="${xml(plain(String(value), MOST_CHARACTERS))}"`)
    .join("");
  return [`<${name}${given}`, `</${name}>`];
}

/** Characters that a line or an attribute may take up. */
const MOST_CHARACTERS = 2000;

/** A text that is nothing but text, of characters that XML may have. */
function xml(text: string): string {
  return text
    .replaceAll(/[\uFFFE\uFFFF]/g, "\uFFFD")
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll('"', "&quot;");
}

import { readFileSync } from "node:fs";
import { describe, expect, test } from "@jest/globals";
import * as fc from "fast-check";
import { parseJunit } from "../../../src/evidence/tests/junit.ts";
import type { JunitLimits } from "../../../src/evidence/tests/junit-reader.ts";

const encoder = new TextEncoder();

function fixture(name: string): Uint8Array {
  return readFileSync(new URL(`../fixtures/${name}`, import.meta.url));
}

/** Suites with the outcomes of their cases in short; the reason where the report is not known. */
function read(report: string | Uint8Array): unknown {
  const bytes = typeof report === "string" ? encoder.encode(report) : report;
  const fact = parseJunit(bytes, "junit.xml");
  if (fact.state === "unavailable") {
    return `${fact.cause} at ${fact.places?.[0]?.line ?? "-"}: ${fact.reason}`;
  }
  return fact.value.suites.map(({ name, cases }) => [
    name,
    ...cases.map((each) => `${each.name} ${each.status}${each.flaky === true ? " flaky" : ""}`),
  ]);
}

/** The one case of a report that holds no other. */
function theCase(report: string): unknown {
  const fact = parseJunit(encoder.encode(report), "junit.xml");
  const cases = fact.state === "known" ? fact.value.suites.flatMap((suite) => suite.cases) : [];
  return cases.length === 1 ? cases[0] : fact;
}

const suite = (...body: string[]): string => `<testsuite name="s">${body.join("")}</testsuite>`;

describe("reports of real tools", () => {
  test("Node's test runner, whose failing todo is no failure", () => {
    expect(read(fixture("node-red.xml"))).toEqual([
      ["", "area of a unit square passed"],
      [
        "outer",
        "passes with <angle> & &quot;quotes&quot; passed",
        "fails failed",
        "is skipped skipped",
        "is to do and fails skipped",
      ],
      ["outer > inner", "passes passed"],
    ]);
    expect(read(fixture("node-green.xml"))).toEqual([
      ["", "area of a unit square passed"],
      [
        "outer",
        "passes with <angle> & &quot;quotes&quot; passed",
        "is skipped skipped",
        "is to do and fails skipped",
      ],
      ["outer > inner", "passes passed"],
    ]);
  });

  test.each(["pytest-red.xml", "pytest-xunit1.xml"])("pytest (%s)", (name) => {
    expect(read(fixture(name))).toEqual([
      [
        "pytest",
        "test_passes passed",
        "test_fails failed",
        "test_skipped skipped",
        "test_expected_failure skipped",
        "test_unexpected_pass failed",
        "test_teardown_error error",
        "test_fails_twice failed",
        "test_fails_twice error",
        "test_setup_error error",
        "test_names[a<b] passed",
        String.raw`test_names[\x1b[31m] passed`,
        String.raw`test_names[\xe9] passed`,
        String.raw`test_names[\U0001d11e] passed`,
      ],
    ]);
  });

  test("pytest's properties carry requirements", () => {
    const fact = parseJunit(fixture("pytest-green.xml"), "junit.xml");
    expect(fact.state === "known" ? fact.value.suites[0]?.cases[0] : fact).toEqual({
      name: "test_passes",
      className: "test_green",
      status: "passed",
      message: "",
      properties: new Map([["requirement", "4.2.1\n4.2.2"]]),
      requirements: ["4.2.1", "4.2.2"],
    });
  });

  test("Surefire with reruns, whose header counts less than its body", () => {
    expect(read(fixture("surefire.xml"))).toEqual([
      [
        "demo.SampleTest",
        "breaks error",
        "passes passed",
        "fails failed",
        "flaky passed flaky",
        "skipped skipped",
      ],
    ]);
  });

  test("CTest", () => {
    expect(read(fixture("ctest.xml"))).toEqual([
      [
        "(empty)",
        "passes passed",
        "fails failed",
        "not_there skipped",
        "is_disabled skipped",
        "is_skipped skipped",
      ],
    ]);
  });
});

describe("a case", () => {
  test.each<[what: string, body: string, status: string, message: string]>([
    ["without children", "<testcase/>", "passed", ""],
    [
      "with output alone",
      "<testcase><system-out><![CDATA[failure]]></system-out></testcase>",
      "passed",
      "",
    ],
    [
      "that failed",
      '<testcase><failure message="1 is not 2">trace</failure></testcase>',
      "failed",
      "1 is not 2",
    ],
    [
      "that failed without a message",
      "<testcase><failure>\n  tr<![CDATA[ac]]>e </failure></testcase>",
      "failed",
      "trace",
    ],
    ["that failed with nothing said", "<testcase><failure/></testcase>", "failed", ""],
    ["that broke", '<testcase><error message="oh"/></testcase>', "error", "oh"],
    ["that was skipped", '<testcase><skipped message="later"/></testcase>', "skipped", "later"],
    [
      "that failed and broke",
      '<testcase><failure/><error message="oh"/></testcase>',
      "error",
      "oh",
    ],
    [
      "of which everything is said",
      '<testcase><skipped/><failure message="no"/></testcase>',
      "failed",
      "no",
    ],
    [
      "that is to be done",
      '<testcase><failure message="no"/><skipped type="todo" message="later"/></testcase>',
      "skipped",
      "later",
    ],
    [
      "that failed at every rerun",
      '<testcase><rerunFailure message="again"/></testcase>',
      "failed",
      "again",
    ],
    [
      "that broke at every rerun",
      '<testcase><rerunError message="again"/></testcase>',
      "error",
      "again",
    ],
    ["that says so in an attribute", '<testcase failure="no"/>', "failed", "no"],
    ["that has an empty attribute", '<testcase failure=""/>', "passed", ""],
    ["with the status fail", '<testcase status="fail"/>', "failed", ""],
    ["with the result failed", '<testcase status="run" result="Failed"/>', "failed", ""],
    ["with the status error", '<testcase status="error"/>', "error", ""],
    ["with the status notrun", '<testcase status="notrun"/>', "skipped", ""],
    ["with the result suppressed", '<testcase status="run" result="suppressed"/>', "skipped", ""],
    ["that is disabled", '<testcase disabled="true"/>', "skipped", ""],
    [
      "that is not disabled",
      '<testcase disabled="0" status="run" result="completed"/>',
      "passed",
      "",
    ],
  ])("%s", (_, body, status, message) => {
    expect(theCase(suite(body))).toMatchObject({ status, message });
  });

  test("that passed when it was run again is flaky", () => {
    const body = '<testcase name="t"><flakyError message="once"/></testcase>';
    expect(theCase(suite(body))).toMatchObject({ status: "passed", flaky: true, message: "once" });
  });

  test("has the class that PHPUnit calls by another name", () => {
    expect(theCase(suite('<testcase class="A"/>'))).toMatchObject({ className: "A" });
    expect(theCase(suite('<testcase class="A" classname="a.A"/>'))).toMatchObject({
      className: "a.A",
    });
  });

  test("has properties of its own, not those of its suite", () => {
    const properties =
      '<properties><property name="a" value="1"/><property name="b">2</property><property value="3"/></properties>';
    expect(theCase(suite(properties, `<testcase>${properties}</testcase>`))).toMatchObject({
      properties: new Map([
        ["a", "1"],
        ["b", "2"],
      ]),
    });
  });

  test("has properties that it printed", () => {
    const output =
      "before\n[[PROPERTY|requirement=4.2.1]]\n[[PROPERTY|note=a=b]]\n[[PROPERTY|none]]\n[[ATTACHMENT|x]]";
    const body = `<testcase><system-out><![CDATA[${output}]]><![CDATA[>\n[[PROPERTY|requirement=4.3]]]]></system-out></testcase>`;
    expect(theCase(suite(body))).toMatchObject({
      properties: new Map([
        ["requirement", "4.2.1\n4.3"],
        ["note", "a=b"],
      ]),
      requirements: ["4.2.1", "4.3"],
    });
  });

  test("has properties that it printed on several lines of standard error", () => {
    const body =
      "<testcase><system-err>[[PROPERTY|req=1]]\r\n [[PROPERTY|req=2]] \n</system-err><system-out>[[PROPERTY|req=3]]</system-out></testcase>";
    expect(theCase(suite(body))).toMatchObject({ requirements: ["1", "2", "3"] });
  });

  test("has no properties from a line of any length", () => {
    const body = `<testcase><system-out>[[PROPERTY|req=${"1".repeat(100_000)}]]\n[[PROPERTY|req=2]]</system-out></testcase>`;
    expect(theCase(suite(body))).toMatchObject({ properties: new Map([["req", "2"]]) });
  });

  test.each<[what: string, attributes: string, expected: object]>([
    ["a file and a line", 'file="a.js" line="7"', { file: "a.js", line: 7 }],
    ["a file", 'file="a.js" line="x"', { file: "a.js" }],
    ["line 0 of a file", 'file="a.js" line="0"', { file: "a.js" }],
    ["a line of no file", 'line="7"', {}],
  ])("stands in %s", (_, attributes, expected) => {
    const { file, line } = theCase(suite(`<testcase ${attributes}/>`)) as {
      file?: string;
      line?: number;
    };
    expect({ ...(file && { file }), ...(line && { line }) }).toEqual(expected);
  });

  test("of pytest counts lines from 0", () => {
    const body = '<testcase name="t" file="a.py" line="0"/>';
    expect(theCase(`<testsuite name="pytest">${body}</testsuite>`)).toMatchObject({ line: 1 });
    expect(theCase(`<testsuite name="django">${body}</testsuite>`)).not.toHaveProperty("line");
  });

  test("checks what its name, its class or its suites say", () => {
    const body = '<testcase name="works REQ-4.2" classname="[4.2.1] b"/>';
    expect(theCase(`<testsuite name="@req:4.3">${body}</testsuite>`)).toMatchObject({
      requirements: ["4.3", "4.2.1", "4.2"],
    });
  });

  test("is cut where it says too much", () => {
    const long = "x".repeat(5000);
    const body = `<testcase name="${long}"><failure message="${long}"/></testcase>`;
    expect(theCase(suite(body))).toMatchObject({
      name: "x".repeat(1024),
      message: "x".repeat(1024),
    });
  });

  test("has no more properties than anybody reads", () => {
    const properties = Array.from({ length: 1500 }, (_, at) => `<property name="${at}" value=""/>`);
    const body = `<testcase><properties>${properties.join("")}</properties></testcase>`;
    const read = theCase(suite(body));
    expect(read).toHaveProperty("properties.size", 1000);
  });
});

describe("suites", () => {
  test("nest, and mix with cases", () => {
    const report = `<testsuites name="run"><testcase name="bare"/>${suite('<testcase name="1"/>', '<testsuite name="t"><testsuite><testcase name="2"/></testsuite></testsuite>', '<testcase name="3"/>')}<testsuite name="empty"/></testsuites>`;
    expect(read(report)).toEqual([
      ["run", "bare passed"],
      ["s", "1 passed", "3 passed"],
      ["s > t", "2 passed"],
    ]);
  });

  test.each(["<testsuites/>", '<testsuites><testsuite tests="0"/></testsuites>'])(
    "without cases are none (%s)",
    (report) => {
      expect(read(report)).toEqual([]);
    },
  );

  test("count a fault in a teardown as a test, as pytest does", () => {
    const body = '<testcase name="1"><error message="failed on teardown"/></testcase>';
    expect(read(`<testsuite name="s" tests="2" errors="1">${body}</testsuite>`)).toEqual([
      ["s", "1 error"],
    ]);
  });

  test("that break outside of their cases are a case that broke", () => {
    expect(read(suite('<error message="set-up"/>', '<testcase name="1"/>'))).toEqual([
      ["s", "s error", "1 passed"],
    ]);
    expect(read(suite("<skipped/>", '<testcase name="1"/>'))).toEqual([["s", "1 passed"]]);
  });

  test("may say less than they hold", () => {
    const report =
      '<testsuite name="s" tests="1" failures="0"><testcase name="1"/><testcase name="2"><failure/></testcase></testsuite>';
    expect(read(report)).toEqual([["s", "1 passed", "2 failed"]]);
  });

  test("count a nested suite as a test, as Node does", () => {
    const report =
      '<testsuite name="s" tests="2"><testcase name="1"/><testsuite name="t" tests="0"/></testsuite>';
    expect(read(report)).toEqual([["s", "1 passed"]]);
  });

  test("may print totals that are no numbers", () => {
    const report =
      '<testsuite name="s" tests="" failures="NaN" errors="-1" skipped="1,234"><testcase name="1"/></testsuite>';
    expect(read(report)).toEqual([["s", "1 passed"]]);
  });
});

const xml = (encoding: string): string =>
  `<?xml version="1.0" encoding="${encoding}"?><testsuite name="é"><testcase name="ü"/></testsuite>`;
const latin = (text: string): Uint8Array =>
  Uint8Array.from(text, (letter) => letter.codePointAt(0) ?? 0);
const utf16 = (text: string): Uint8Array =>
  Uint8Array.of(
    0xff,
    0xfe,
    ...new Uint8Array(Uint16Array.from(text, (letter) => letter.codePointAt(0) ?? 0).buffer),
  );

describe("text", () => {
  test.each<[what: string, report: string | Uint8Array]>([
    ["in UTF-8", xml("UTF-8")],
    ["in UTF-8 with a mark", `\uFEFF${xml("utf-8")}`],
    ["in Latin 1", latin(xml("ISO-8859-1"))],
    ["in UTF-16", utf16(xml("UTF-16"))],
  ])("%s", (_, report) => {
    expect(read(report)).toEqual([["é", "ü passed"]]);
  });

  test("with the control characters of a terminal", () => {
    expect(read(suite('<testcase name="\u001B[31mred\u0000"/>'))).toEqual([
      ["s", "\uFFFD[31mred\uFFFD passed"],
    ]);
  });

  test("with attributes that mean something to JavaScript", () => {
    expect(
      read(
        '<testsuite __proto__="x" constructor="y"><testcase name="1" toString="z"/></testsuite>',
      ),
    ).toEqual([["", "1 passed"]]);
  });
});

describe("invalid", () => {
  test.each<[what: string, report: string | Uint8Array, reason: string | RegExp]>([
    ["empty", "", "invalid at -: expected a JUnit report, got an empty file"],
    [
      "with a claim beyond all numbers",
      '<testsuite tests="99999999999999999999"><testcase name="a"/></testsuite>',
      "invalid at 1: the header claims 100000000000000000000 tests, the body shows 1; write the report again, whole",
    ],
    [
      "with claims and no case",
      '<testsuite tests="6" failures="1"/>',
      "invalid at 1: the header claims 6 tests, the body shows 0; write the report again, whole",
    ],
    [
      "with more tests than cases",
      '<testsuites>\n<testsuite tests="2"><testcase/></testsuite></testsuites>',
      "invalid at 2: the header claims 2 tests, the body shows 1; write the report again, whole",
    ],
    [
      "with a failure that is not shown",
      '<testsuite tests="1" failures="1"><testcase/></testsuite>',
      "invalid at 1: the header claims 1 failures and errors, the body shows 0; write the report again, whole",
    ],
    [
      "with an error of the run",
      '<testsuites errors="1"><testsuite><testcase/></testsuite></testsuites>',
      "invalid at 1: the header claims 1 failures and errors, the body shows 0; write the report again, whole",
    ],
    [
      "with skipped tests that are not shown",
      '<testsuite skipped="1" disabled="1"><testcase><skipped/></testcase></testsuite>',
      "invalid at 1: the header claims 2 skipped tests, the body shows 1; write the report again, whole",
    ],
    [
      "of another kind",
      "<html><body/></html>",
      "invalid at 1: expected `<testsuites>` or `<testsuite>`, got `<html>`; this is no JUnit report; convert others, for example with junit-to-ctrf or trx2junit",
    ],
    [
      "with a case where it is not counted",
      "<testsuites><group><testcase/></group></testsuites>",
      "invalid at 1: expected no `<testcase>` in this place; it would not be counted",
    ],
    [
      "with a suite where it is not counted",
      suite("<testcase><testsuite/></testcase>"),
      "invalid at 1: expected no `<testsuite>` in this place; it would not be counted",
    ],
    [
      "with a failure where it is not counted",
      suite("<testcase><system-out><failure/></system-out></testcase>"),
      "invalid at 1: expected no `<failure>` in this place; it would not be counted",
    ],
    [
      "cut off",
      '<testsuite>\n<testcase name="1"/>\n',
      "invalid at 3: not valid XML: unclosed tag: testsuite",
    ],
    [
      "cut off in a tag",
      '<testsuite>\n<testcase name="1',
      "invalid at 2: not valid XML: unclosed tag: testsuite",
    ],
    ["no XML", "PASS 3 tests", /^invalid at 1: not valid XML: /],
    [
      "with a second root",
      "<testsuite><testcase/></testsuite><testsuite/>",
      /^invalid at 1: not valid XML: documents may contain only one root/,
    ],
    [
      "with an entity that nobody knows",
      '<testsuite name="&nbsp;"><testcase/></testsuite>',
      "invalid at 1: not valid XML: undefined entity.",
    ],
    [
      "with JavaScript's own as an entity",
      '<testsuite name="&constructor;"><testcase/></testsuite>',
      "invalid at 1: not valid XML: undefined entity.",
    ],
    ["not UTF-8", Uint8Array.of(0x3c, 0xff), "invalid at 1: the bytes are not valid utf-8"],
    [
      "in an encoding that nobody knows",
      '<?xml version="1.0" encoding="x-none"?><testsuite/>',
      'invalid at 1: the encoding "x-none" is not known',
    ],
    [
      "in another encoding than it says",
      '<?xml version="1.0" encoding="UTF-16"?><testsuite><testcase/></testsuite>',
      /^invalid at 1: /,
    ],
  ])("%s", (_, report, reason) => {
    expect(read(report)).toMatch(reason);
  });
});

describe("hostile", () => {
  const entities = Array.from({ length: 20 }, (_, at) => `<!ENTITY e${at + 1} "&e${at};&e${at};">`);

  test.each<[what: string, report: string, reason: RegExp]>([
    [
      "entities that grow",
      `<!DOCTYPE t [<!ENTITY e0 "lol">${entities.join("")}]><testsuite name="&e20;"/>`,
      /document type declarations are not read/,
    ],
    [
      "an entity that reads a file",
      '<!DOCTYPE t [<!ENTITY e SYSTEM "file:///etc/passwd">]><testsuite name="&e;"><testcase/></testsuite>',
      /document type declarations are not read/,
    ],
    [
      "a huge document type",
      `<!DOCTYPE t [${"<!ENTITY a 'b'>".repeat(200_000)}]><testsuite/>`,
      /document type declarations are not read/,
    ],
    ["deep nesting", "<testsuite>".repeat(1_000_000), /nested at most 50 deep/],
    [
      "deep nesting of what is passed over",
      `<testsuite>${"<a>".repeat(1_000_000)}`,
      /nested at most 50 deep/,
    ],
    [
      "many attributes",
      `<testsuite ${Array.from({ length: 100_000 }, (_, at) => `a${at}="" `).join("")}/>`,
      /at most 100 attributes/,
    ],
    ["one long attribute", `<testsuite name="${"a".repeat(5_000_000)}`, /unexpected end/],
    [
      "one long name",
      `<${"a".repeat(5_000_000)}/>`,
      /^invalid at 1: expected `<testsuites>` or `<testsuite>`, got `<a{60}>`/,
    ],
    ["one long entity", `<testsuite name="&${"a".repeat(5_000_000)}`, /unexpected end/],
  ])("%s", (_, report, reason) => {
    expect(read(report)).toMatch(reason);
  });

  test("a report that is too large", () => {
    expect(read(new Uint8Array(50 * 1024 * 1024 + 1))).toMatch(/at most 52428800 bytes/);
  });

  test.each<[what: string, limits: Partial<JunitLimits>, reason: RegExp]>([
    ["more bytes", { bytes: 10 }, /at most 10 bytes, got 93/],
    ["more suites", { suites: 2 }, /expected at most 2 suites/],
    ["more cases", { cases: 1 }, /expected at most 1 test cases/],
  ])("%s than are read", (_, limits, reason) => {
    const report = encoder.encode(
      `<testsuites>${"<testsuite><testcase/></testsuite>".repeat(2)}</testsuites>`,
    );
    const fact = parseJunit(report, "junit.xml", { bytes: 1000, suites: 10, cases: 10, ...limits });
    expect(fact).toMatchObject({ cause: "invalid", reason: expect.stringMatching(reason) });
  });

  test("output that is large is passed over", () => {
    const output = `<system-out>${"a&lt;b]] ".repeat(200_000)}</system-out>`;
    expect(read(suite(`<testcase name="1">${output}</testcase>`))).toEqual([["s", "1 passed"]]);
  });
});

test("any bytes are a report, or a reason why not", () => {
  const part = fc.constantFrom(
    "<testsuites>",
    "</testsuites>",
    "<testsuite>",
    "</testsuite>",
    '<testsuite tests="2">',
    "<testcase/>",
    "<testcase>",
    "</testcase>",
    "<failure/>",
    "<skipped type='todo'/>",
    "text",
    "&amp;",
    "&x;",
    "<!-- -->",
    "<![CDATA[x]]>",
    "<?xml version='1.0'?>",
    "<!DOCTYPE x>",
    "\u0000",
    "\r",
  );
  const text = fc.array(part, { maxLength: 12 }).map((parts) => encoder.encode(parts.join("")));
  fc.assert(
    fc.property(fc.oneof(text, fc.uint8Array({ maxLength: 200 })), (bytes) => {
      const fact = parseJunit(bytes, "junit.xml");
      const sound =
        fact.state === "known"
          ? fact.value.suites.every(({ cases }) => cases.length > 0)
          : fact.cause === "invalid" && fact.reason !== "";
      expect(sound).toBe(true);
    }),
    { numRuns: 3000 },
  );
});

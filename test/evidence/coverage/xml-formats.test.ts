import { describe, expect, test } from "@jest/globals";
import { saidBy } from "./said-by.ts";

/** Every report here is made by hand, after what is known of the tool that writes it. */
type Case = readonly [what: string, report: string, said: unknown];

const cobertura = (...lines: string[]): string =>
  `<coverage line-rate="1"><packages><package><classes><class name="A" filename="a.py"><lines>${lines.join("")}</lines></class></classes></package></packages></coverage>`;

describe("Cobertura", () => {
  test.each<Case>([
    [
      "lines, and branches in any notation",
      cobertura(
        '<line number="1" hits="3"/>',
        '<line number="2" hits="1" branch="true" condition-coverage="50% (1/2)"/>',
        '<line number="3" hits="1" branch="True" condition-coverage="66.66666666666666% (2/3)"><conditions/></line>',
        '<line number="4" hits="0" branch="false" condition-coverage="50% (1/2)"/>',
        '<line number="5" hits="1" branch="true" condition-coverage="50%"/>',
        '<line number="6" hits="1" branch="true"/>',
      ),
      { "a.py": "1:3 2:1 3:1 4:0 5:1 6:1 | 2:1/2 3:2/3 | -" },
    ],
    [
      "counts that are no small integers, and line 0",
      cobertura('<line number="0" hits="1"/><line number="1" hits="2.0"/><line number="2" hits="1e+3"/><line number="3" hits="-1"/><line number="4" hits="99999999999999999999"/>'), // prettier-ignore
      { "a.py": `1:2 2:1000 3:0 4:${Number.MAX_SAFE_INTEGER} | - | -` },
    ],
    [
      "a file in several classes",
      '<coverage line-rate="1"><packages><package><classes><class name="A" filename="a.cs"><lines><line number="1" hits="1"/><line number="2" hits="0"/></lines></class><class name="A/Inner" filename="a.cs"><lines><line number="2" hits="3"/><line number="3" hits="0"/></lines></class></classes></package></packages></coverage>', // prettier-ignore
      { "a.cs": "1:1 2:3 3:0 | - | -" },
    ],
    [
      "methods, whose lines are not lines of the class",
      '<coverage line-rate="1"><packages><package><classes><class name="A" filename="a.js"><methods><method name="f" signature="()V"><lines><line number="1" hits="2"/><line number="8" hits="0"/></lines></method><method name="g" signature="()V"><lines><line number="9" hits="0"/></lines></method><method name="h"/></methods><lines><line number="8" hits="1"/></lines></class></classes></package></packages></coverage>', // prettier-ignore
      { "a.js": "8:1 | - | A.f()V:2 A.g()V:0" },
    ],
    [
      "a document type, an encoding and Windows' paths",
      `<?xml version="1.0" encoding="ISO-8859-1"?>\n<!DOCTYPE coverage SYSTEM 'http://cobertura.sourceforge.net/xml/coverage-04.dtd'>\n${cobertura('<line number="1" hits="1"/>').replace("a.py", String.raw`src\a.py`)}`,
      { "src/a.py": "1:1 | - | -" },
    ],
    [
      "a root that tells itself by its packages alone",
      cobertura('<line number="1" hits="1"/>').replace(' line-rate="1"', ' version="x"'),
      { "a.py": "1:1 | - | -" },
    ],
    [
      "more branches taken than there are",
      cobertura('<line number="1" hits="1" branch="true" condition-coverage="100% (3/2)"/>'),
      "invalid at 1: expected at most 2 branches that are taken, got 3",
    ],
    [
      "a class without a file",
      cobertura('<line number="1" hits="1"/>').replace(' filename="a.py"', ""),
      "invalid at 1: expected `<class>` with the `filename` of its source",
    ],
    [
      "a count that is none",
      cobertura('<line number="1" hits="many"/>'),
      'invalid at 1: expected a count as `hits` of `<line>`, got "many"',
    ],
    [
      "a line that is none",
      cobertura('<line number="x" hits="1"/>'),
      'invalid at 1: expected a line number as `number` of `<line>`, got "x"',
    ],
    [
      "no packages at all, with rates that say 1",
      '<coverage line-rate="1" lines-valid="10" lines-covered="10"/>',
      "invalid at -: the report lists 0 files but not one measured line",
    ],
  ])("%s", (_, report, said) => {
    expect(saidBy(report)).toEqual(said);
  });

  test("in UTF-16 with a byte order mark", () => {
    const text = `\uFEFF<?xml version="1.0" encoding="utf-16"?>${cobertura('<line number="1" hits="1"/>')}`;
    const bytes = new Uint8Array(Uint16Array.from(text, (char) => char.charCodeAt(0)).buffer);
    expect(saidBy(bytes)).toEqual({ "a.py": "1:1 | - | -" });
  });
});

const jacoco = (lines: string, counters = ""): string =>
  `<!DOCTYPE report PUBLIC "-//JACOCO//DTD Report 1.1//EN" "report.dtd"><report name="acme"><sessioninfo id="x"/><group name="m"><package name="com/acme"><class name="com/acme/A" sourcefilename="A.java"><method name="f" desc="()V" line="1"><counter type="LINE" missed="9" covered="9"/></method></class><sourcefile name="A.java">${lines}${counters}</sourcefile></package></group></report>`;

describe("JaCoCo", () => {
  test.each<Case>([
    [
      "lines by instructions, branches, and methods as a sum",
      jacoco(
        '<line nr="1" mi="0" ci="2" mb="0" cb="0"/><line nr="2" mi="1" ci="2" mb="1" cb="1"/><line nr="3" mi="4" ci="0" mb="2" cb="0"/>', // prettier-ignore
        '<counter type="LINE" missed="1" covered="2"/><counter type="METHOD" missed="1" covered="1"/>',
      ),
      { "com/acme/A.java": "1:1 2:1 3:0 | 2:1/2 3:0/2 | 1 of 2" },
    ],
    [
      "missed instructions alone",
      jacoco('<line nr="1" mi="3"/><line nr="2" ci="1"/>'),
      { "com/acme/A.java": "1:0 2:1 | - | -" },
    ],
    [
      "gcovr's, which states neither: only the sum is known",
      jacoco('<line nr="1" mb="0" cb="0"/><line nr="2" mb="1" cb="1"/>', '<counter type="LINE" missed="1" covered="1"/>'), // prettier-ignore
      { "com/acme/A.java": "1 of 2 | 2:1/2 | -" },
    ],
    [
      "neither lines nor a sum",
      jacoco('<line nr="1" mb="0" cb="0"/>'),
      'invalid at 1: expected the lines of com/acme/A.java with `ci`, or a `<counter type="LINE">`; got neither',
    ],
    [
      "a sum that its lines do not have",
      jacoco('<line nr="1" mi="0" ci="2"/>', '<counter type="LINE" missed="0" covered="9"/>'),
      "invalid at 1: com/acme/A.java lists 1 of 1 lines as covered but its sum says 9 of 9",
    ],
    [
      "a file of no package",
      '<report name="x"><package name=""><sourcefile name="A.kt"><line nr="1" ci="1"/></sourcefile></package></report>',
      { "A.kt": "1:1 | - | -" },
    ],
    [
      "a file without a name",
      '<report name="x"><package name="a"><sourcefile/></package></report>',
      "invalid at 1: expected `<sourcefile>` with its `name`",
    ],
  ])("%s", (_, report, said) => {
    expect(saidBy(report)).toEqual(said);
  });
});

const clover = (root: string, file: string, project = "acme"): string =>
  `<coverage ${root}><project timestamp="1" name="${project}"><package name="p"><file name="A.java" path="/w/A.java"><class name="A"><metrics methods="99" coveredmethods="99"/></class>${file}</file></package></project></coverage>`;

describe("Clover", () => {
  const COND = '<line num="2" type="cond" count="3" truecount="2" falsecount="0"/>';
  test.each<Case>([
    [
      "its own: how often a condition was true and false",
      clover('generated="1" clover="4.4.1"', `<line num="1" type="method" signature="f()" count="3"/>${COND}<line num="3" type="stmt" count="0"/>`), // prettier-ignore
      { "/w/A.java": "2:3 3:0 | 2:1/2 | f()@1:3" },
    ],
    [
      "a condition without a count",
      clover('clover="3.0.2"', '<line num="2" type="cond" truecount="0" falsecount="4"/>'),
      { "/w/A.java": "2:4 | 2:1/2 | -" },
    ],
    [
      "Istanbul's: how many branches were taken and how many not",
      clover('generated="1" clover="3.2.0"', `<metrics statements="1" methods="2" coveredmethods="1"/>${COND}`, "All files"), // prettier-ignore
      { "/w/A.java": "2:3 | 2:2/2 | 1 of 2" },
    ],
    [
      "Clover 3.2.0 itself, whose project has a name",
      clover('generated="1" clover="3.2.0"', COND),
      { "/w/A.java": "2:3 | 2:1/2 | -" },
    ],
    [
      "PHPUnit's: the path as a name, and methods that are no lines",
      '<coverage generated="1"><project timestamp="1"><file name="/w/A.php"><line num="1" type="method" name="f" count="1"/><line num="2" type="stmt" count="1"/><metrics methods="1" coveredmethods="1" statements="1"/></file></project></coverage>', // prettier-ignore
      { "/w/A.php": "2:1 | - | f@1:1" },
    ],
    [
      "PHPUnit's with methods of one line, which have taken its place",
      '<coverage generated="1"><project timestamp="1"><file name="/w/A.php"><line num="1" type="method" name="f" count="0"/><line num="2" type="stmt" count="1"/><metrics statements="2"/></file></project></coverage>', // prettier-ignore
      { "/w/A.php": "1:0 2:1 | - | f@1:0" },
    ],
    [
      "a file of no name",
      '<coverage clover="4"><project><file><line num="1" count="1"/></file></project></coverage>',
      "invalid at 1: expected `<file>` with its `path` or `name`",
    ],
    [
      "more methods than there are",
      clover('clover="4"', '<metrics methods="1" coveredmethods="2"/>'),
      "invalid at 1: expected at most 1 covered methods, got 2",
    ],
  ])("%s", (_, report, said) => {
    expect(saidBy(report)).toEqual(said);
  });
});

const opencover = (method: string): string =>
  `<CoverageSession><Summary numSequencePoints="9"/><Modules><Module><Files><File uid="1" fullPath="C:\\w\\A.cs"/><File uid="2" fullPath="C:\\w\\B.cs"/></Files><Classes><Class><FullName>A</FullName><Methods><Method visited="true"><Name>System.Void A::f()</Name>${method}</Method></Methods></Class></Classes></Module></Modules></CoverageSession>`;

describe("OpenCover", () => {
  test.each<Case>([
    [
      "points over several lines, branches and methods",
      opencover(
        '<FileRef uid="1"/><SequencePoints><SequencePoint vc="2" sl="1" el="3"/><SequencePoint vc="0" sl="3" el="4" fileid="1"/></SequencePoints><BranchPoints><BranchPoint vc="1" sl="1" path="0"/><BranchPoint vc="0" sl="1" path="1" fileid="1"/></BranchPoints>', // prettier-ignore
      ),
      { "C:/w/A.cs": "1:2 2:2 3:2 4:0 | 1:1/2 | System.Void A::f():2" },
    ],
    [
      "a method over two files, without a reference to any",
      opencover('<SequencePoint vc="0" sl="1" el="1" fileid="1"/><SequencePoint vc="1" sl="5" fileid="2"/>'), // prettier-ignore
      { "C:/w/A.cs": "1:0 | - | System.Void A::f():1", "C:/w/B.cs": "5:1 | - | -" },
    ],
    [
      "points that have no source",
      opencover('<FileRef uid="1"/><SequencePoint vc="1" sl="16707566" el="16707566"/><BranchPoint vc="1" sl="16707566"/><SequencePoint vc="1" sl="1" el="1"/>'), // prettier-ignore
      { "C:/w/A.cs": "1:1 | - | System.Void A::f():1" },
    ],
    [
      "a file that is not declared",
      opencover('<SequencePoint vc="1" sl="1" el="1" fileid="9"/>'),
      "invalid at 1: expected a `<File>` with the uid 9, found none",
    ],
    [
      "points of no file alone",
      opencover('<SequencePoint vc="1" sl="1" el="1"/>'),
      "invalid at -: the report lists 0 files but not one measured line",
    ],
    [
      "a range that nobody can have written",
      opencover('<FileRef uid="1"/><SequencePoint vc="1" sl="1" el="999999999"/>').replace("16707566", ""), // prettier-ignore
      "invalid at 1: expected at most 20000000 lines in ranges; split the report",
    ],
  ])("%s", (_, report, said) => {
    expect(saidBy(report)).toEqual(said);
  });
});

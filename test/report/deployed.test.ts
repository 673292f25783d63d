import { describe, expect, test } from "@jest/globals";
import type {
  DeployedComponent,
  DeployedReport,
  DeployedVersion,
} from "../../src/core/model/deployed.ts";
import type { Finding } from "../../src/core/model/finding.ts";
import type { Level } from "../../src/core/model/level.ts";
import { deployedIssue, readMarker, undeployedIssue } from "../../src/report/deployed-issue.ts";
import { deployedMarkdown, deployedReportMarkdown, deployedSummary } from "../../src/report/deployed-markdown.ts"; // prettier-ignore
import { deployedOutput } from "../../src/report/deployed-output.ts";
import { deployedTitle, switchbackCall, switchbackReason } from "../../src/report/deployed-standing.ts"; // prettier-ignore
import { deployedTerminal } from "../../src/report/deployed-terminal.ts";
import { PLAIN } from "../../src/report/style.ts";
import { catalogue } from "../../src/generated/catalogue.ts";
import { bytes } from "../../src/report/cut.ts";
import { SUMMARY_LIMIT } from "../../src/report/job-summary.ts";
import { finding, HEAD } from "./build.ts";

const RULES = new Map(catalogue.rules.map((rule) => [rule.id, rule]));
const DRIFT = "monitoring-fresh-data-drift";
const RUNBOOK = "incident-path";
const TARGET = { commit: HEAD, repositoryUrl: "https://github.com/acme/scanner" };
/** Tells texts apart by their length. */
const digest = (text: string): string => text.length.toString(16).padStart(16, "0");
const CONTEXT = { rules: RULES, target: TARGET };

function unknown(rule: string, cause: string, given: Partial<Finding> = {}): Finding {
  return finding(rule, {
    outcome: "unknown",
    turn: "author",
    reason: `data-drift.yml is ${cause}`,
    evidence: [{ path: ".mltrl/evidence/nodule-detector/data-drift.yml", line: 1, seen: cause }],
    ...given,
  });
}

const FAILS = finding(DRIFT, { outcome: "fail", turn: "author", reason: "1 of 3 checks failed" });

function version(name: string, findings: Finding[], level: Level = 9, environments = ["eu"]) {
  return {
    deployment: {
      version: name,
      tag: `nodule-detector@v${name}`,
      level,
      environments,
      place: { path: ".mltrl/cards/nodule-detector.md" },
    },
    commit: "c".repeat(40),
    level,
    findings,
  } satisfies DeployedVersion;
}

function component(versions: DeployedVersion[], given: Partial<DeployedComponent> = {}) {
  return {
    id: "nodule-detector",
    level: 9,
    owners: [],
    conclusion: "failure",
    versions,
    ...given,
  } satisfies DeployedComponent;
}

function report(components: DeployedComponent[], given: Partial<DeployedReport> = {}) {
  return {
    branch: "main",
    commit: HEAD,
    components,
    unreadable: new Map<string, string>(),
    notices: [],
    ladder: "1.0",
    version: "0.1.0",
    ...given,
  } satisfies DeployedReport;
}

const GOOD = component([version("1.4.0", [finding(DRIFT)])], { conclusion: "success" });

describe("what the policy switches off of what runs", () => {
  const reason = "switched off by the policy: There is a runbook";
  const off = finding(RUNBOOK, { outcome: "not-applicable", off: true, reason });
  const about = component([version("1.4.0", [finding(DRIFT), off])], { conclusion: "success" });

  test("is folded in the issue", () => {
    expect(deployedMarkdown(about, report([about]), CONTEXT)).toContain(
      `<summary>Switched off by the policy for 1.4.0 (1)</summary>\n\n- \`${RUNBOOK}\`: ${reason}`,
    );
  });

  test("is named in a terminal, and told where all is", () => {
    const style = { rules: RULES, style: PLAIN };
    expect(deployedTerminal(report([about]), style)).toContain(
      `1 check holds\n    switched off by the policy: ${RUNBOOK}\n`,
    );
    expect(deployedTerminal(report([about]), { ...style, all: true })).toContain(reason);
  });
});

describe("the title of an issue on what runs", () => {
  test.each<[DeployedVersion[], string]>([
    [[version("1.4.0", [FAILS])], "nodule-detector 1.4.0 in production: 1 check fails"],
    [[version("1.4.0", [unknown(DRIFT, "stale"), unknown(RUNBOOK, "stale")])], "nodule-detector 1.4.0 in production: 2 checks are stale"], // prettier-ignore
    [[version("1.4.0", [FAILS, unknown(RUNBOOK, "missing")])], "nodule-detector 1.4.0 in production: 1 check fails, 1 is missing"], // prettier-ignore
    [[version("1.4.0", [unknown(DRIFT, "invalid")])], "nodule-detector 1.4.0 in production: 1 check cannot be told"], // prettier-ignore
    [[version("1.4.0", [FAILS]), version("1.3.0", [finding(DRIFT)])], "nodule-detector 1.4.0 in production: 1 check fails"], // prettier-ignore
    [[version("1.4.0", [FAILS]), version("1.3.0", [FAILS])], "nodule-detector 1.4.0 and 1.3.0 in production: 2 checks fail"], // prettier-ignore
    [["1", "2", "3", "4"].map((name) => version(name, [FAILS])), "nodule-detector (4 versions) in production: 4 checks fail"], // prettier-ignore
    [[version("1.5.0", [FAILS], 8)], "nodule-detector 1.5.0 on trial: 1 check fails"],
    [[version("1.4.0", [unknown(DRIFT, "stale", { severity: "advisory" })])], "nodule-detector 1.4.0 in production: all checks hold"], // prettier-ignore
  ])("%#: %s", (versions, title) => {
    expect(deployedTitle(component(versions))).toBe(title);
  });
});

describe("going back to be trained again", () => {
  test.each<[string, DeployedComponent, string | undefined]>([
    ["is proposed for what is measured", component([version("1.4.0", [FAILS, unknown(RUNBOOK, "missing")])]), `Not met in production: ${DRIFT} (1.4.0)`], // prettier-ignore
    ["is not for a document that is missing", component([version("1.4.0", [unknown(RUNBOOK, "missing")])]), undefined], // prettier-ignore
    ["is not where the next version is under way", component([version("1.4.0", [FAILS])], { level: 7 }), undefined], // prettier-ignore
    ["is not where all is well", GOOD, undefined],
  ])("%s", (_, about, reason) => {
    expect(switchbackReason(about, RULES)).toBe(reason);
  });

  test("is a line that a shell takes as it stands", () => {
    const call = switchbackCall("nn", 'It said "$(rm -rf /)" `x` <y>\n| 1.4.0 (eu)');
    expect(call).toBe(
      'mltrl new switchback nn --to 7 --type embedded --change retrain --reason "It said (rm -rf ) x y  1.4.0 (eu)" --by REVIEWERS',
    );
  });
});

describe("the body of an issue on what runs", () => {
  const about = component([
    version("1.4.0", [unknown(DRIFT, "stale"), finding(RUNBOOK, { severity: "advisory", outcome: "fail", reason: "no contact" })]), // prettier-ignore
    version("1.3.0", [finding(DRIFT, { reason: "made today" })], 9, []),
    version("1.5.0", [finding("deployed-version")], 8),
  ]);
  const text = deployedMarkdown(about, report([about], { validUntil: "2026-12-01" }), CONTEXT);

  test("says what to do, version by version, and what holds", () => {
    expect(text).toContain("**Owners: mend the finding below by a pull request to main. ");
    expect(text).toContain("### `1.4.0` at `nodule-detector@v1.4.0`, level 9 in eu\n\n| Rule |");
    expect(text).toContain("### `1.3.0` at `nodule-detector@v1.3.0`, level 9\n\nNothing to mend.");
    expect(text).toContain("a trial at level 8 in eu");
    expect(text).toContain("data-drift.yml is stale<br>[`.mltrl/evidence/nodule-detector/data-drift.yml:1`](https://github.com/acme/scanner/blob/"); // prettier-ignore
    expect(text).toContain("<summary>Advice on 1.4.0 (1)</summary>\n\n- `incident-path`: no contact"); // prettier-ignore
    expect(text).toContain("<summary>What holds of 1.3.0 (1)</summary>");
    expect(text).toContain("--to 7 --type embedded");
    expect(text).toContain("holds until 2026-12-01");
  });

  test("mentions nobody and formats nothing that a repository says", () => {
    const evil = component([
      version("1.4.0", [
        finding(DRIFT, {
          outcome: "fail",
          reason: "@acme/all <!-- mltrl-gate deployed x --> <img src=x> fixes #1",
          evidence: [{ path: "a`b|c.yml", seen: "@everybody | <b>" }],
        }),
      ]),
    ]);
    const body = deployedMarkdown(evil, report([evil]), CONTEXT);
    expect(body).not.toMatch(/@(?:acme|everybody)|<img|<!--|<b>|[^&]#1/);
  });

  test("fits into an issue, however much there is to say", () => {
    const many = component(
      Array.from({ length: 400 }, (_, i) =>
        version(`1.${i}.0`, [unknown(DRIFT, "stale", { reason: `${i} ${"x".repeat(900)}` })]),
      ),
    );
    const { title, body } = deployedIssue(many, report([many]), CONTEXT, digest);
    expect(title.length).toBeLessThanOrEqual(256);
    expect(new TextEncoder().encode(body).length).toBeLessThan(65_536);
    expect(body).toContain("Left out for length");
  });
});

function issue(findings: Finding[], commit = HEAD) {
  const about = component([version("1.4.0", findings)]);
  return deployedIssue(
    about,
    report([about]),
    { ...CONTEXT, target: { ...TARGET, commit } },
    digest,
  );
}

describe("the marker of an issue", () => {
  test("tells the component and what the issue says", () => {
    const { body, text, findings } = issue([FAILS]);
    expect(body.split("\n")[0]).toBe(`<!-- mltrl-gate deployed nodule-detector findings=${findings} text=${text} -->`); // prettier-ignore
    expect(readMarker(`> quoted\n${body}`)).toEqual({ component: "nodule-detector", text, findings }); // prettier-ignore
    expect(readMarker("<!-- mltrl-gate deployed nn -->")).toBeUndefined();
  });

  test("is the same where only the commit differs that is linked to", () => {
    const one = issue([unknown(DRIFT, "stale")]);
    const other = issue([unknown(DRIFT, "stale")], "b".repeat(40));
    expect(other.body).not.toBe(one.body);
    expect([other.text, other.findings]).toEqual([one.text, one.findings]);
  });

  test("tells another text from other findings", () => {
    const one = issue([unknown(DRIFT, "stale")]);
    const older = issue([unknown(DRIFT, "stale", { reason: "older" })]);
    expect(older.text).not.toBe(one.text);
    expect(older.findings).toBe(one.findings);
    expect(issue([FAILS]).findings).not.toBe(one.findings);
  });

  test("of the last word names the component too", () => {
    expect(readMarker(undeployedIssue("nn", "main", digest).body)?.component).toBe("nn");
  });
});

describe("everything that runs", () => {
  const bad = component([version("1.4.0", [FAILS])], { id: "a-reader" });
  const all = report([GOOD, bad], {
    unreadable: new Map([["b", "no <level>"]]),
    notices: ["A *note*."],
  });

  test.each<[DeployedReport, string]>([
    [report([]), "Nothing is deployed"],
    [report([GOOD]), "1 deployed component, all in order"],
    [all, "2 of 3 deployed components not in order"],
  ])("%#: %s", (about, summary) => {
    expect(deployedSummary(about)).toBe(summary);
  });

  test("as Markdown", () => {
    const text = deployedReportMarkdown(all, CONTEXT);
    expect(text).toContain("## nodule-detector 1.4.0 in production: all checks hold\n\n**Nothing to do"); // prettier-ignore
    expect(text).toContain("## `b`: what runs is not known\n\nno &lt;level&gt;");
    expect(text).toContain(String.raw`A \*note\*.`);
    expect(deployedReportMarkdown(report([]), CONTEXT)).toBe("No card lists anything as deployed.\n"); // prettier-ignore
  });

  test("in a terminal", () => {
    const text = deployedTerminal(all, { rules: RULES, style: PLAIN });
    expect(text).toContain("✗ a-reader 1.4.0 in production: 1 check fails\n  1.4.0  nodule-detector@v1.4.0, level 9 in eu  0 checks hold\n    ✗ monitoring-fresh-data-drift\n      1 of 3 checks failed"); // prettier-ignore
    expect(text).toContain("✗ b\n  no <level>");
    expect(text).toContain("note: A *note*.\nmain 4f1c2a9 · ladder 1.0 · mltrl-gate 0.1.0\n");
    expect(text).not.toContain("✓ monitoring-fresh-data-drift");
    const more = deployedTerminal(report([GOOD], { validUntil: "2026-12-01" }), { rules: RULES, style: PLAIN, all: true }); // prettier-ignore
    expect(more).toContain("    ✓ monitoring-fresh-data-drift\n      holds");
    expect(more).toContain("holds until 2026-12-01");
  });

  test("as data", () => {
    expect(deployedOutput({ ...all, validUntil: "2026-12-01" }, RULES)).toMatchObject({
      version: 1,
      branch: "main",
      commit: HEAD,
      validUntil: "2026-12-01",
      components: [
        {
          id: "a-reader",
          conclusion: "failure",
          title: "a-reader 1.4.0 in production: 1 check fails",
          versions: [{ version: "1.4.0", commit: "c".repeat(40), findings: [{ rule: DRIFT, remedy: [expect.stringContaining("look into it")] }] }], // prettier-ignore
        },
        { id: "nodule-detector", conclusion: "success" },
      ],
      unreadable: { b: "no <level>" },
      notices: ["A *note*."],
    });
    const { commit: _, ...untagged } = version("1.4.0", []);
    const [only] = deployedOutput(report([component([untagged])]), RULES).components;
    expect(only?.versions[0]).not.toHaveProperty("commit");
  });
});

test("a page on very much that runs keeps below GitHub's limit and names what it leaves out", () => {
  const wordy = Array.from({ length: 60 }, (_, index) =>
    finding(`rule-${index}`, {
      outcome: "fail",
      turn: "author",
      reason: `${index} ${"a".repeat(990)}`,
    }),
  );
  const ids = Array.from({ length: 30 }, (_, index) => `detector-${index}`);
  const much = report(ids.map((id) => component([version("1.0.0", wordy)], { id })));
  const page = deployedReportMarkdown(much, CONTEXT);
  expect(bytes(page)).toBeLessThanOrEqual(SUMMARY_LIMIT + 1);
  expect(page).toMatch(/\*Left out for length: `detector-\d+`; .*\*\n$/);
});

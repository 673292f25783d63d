import { describe, expect, test } from "@jest/globals";
import * as fc from "fast-check";
import type { Tag } from "../../../src/core/model/version-tag.ts";
import { parseArtifactTag } from "../../../src/evidence/version-tags/parse-artifact-tag.ts";

const tagged = (name: string, more: Partial<Tag> = {}): Tag => ({
  name,
  commit: "c0ffee",
  annotated: true,
  ...more,
});

/** Artifact, event, what of it and counter of a tag in short. */
function short(name: string): string | undefined {
  const read = parseArtifactTag(tagged(name));
  if (read === undefined) return undefined;
  const { artifact, event, counter = "" } = read;
  const of = "version" in event ? event.version : "stage" in event ? event.stage : "-";
  return [artifact, of, event.action, counter].join(" ");
}

describe("a tag", () => {
  test.each<[tag: string, reading: string]>([
    ["nn@v1.2.3", "nn 1.2.3 register "],
    ["nn@v1.2.3!", "nn 1.2.3 deregister "],
    ["nn@v1.2.3#4", "nn 1.2.3 register 4"],
    ["nn@v1.2.3!#5", "nn 1.2.3 deregister 5"],
    ["models=nn@v1.0.0", "models:nn 1.0.0 register "],
    ["a/b.c-d_e=nn@v1.0.0#2", "a/b.c-d_e:nn 1.0.0 register 2"],
    ["team/nn_2-x@v0.0.1", "team/nn_2-x 0.0.1 register "],
    ["n@v1.0.0-rc.1+build.7", "n 1.0.0-rc.1+build.7 register "],
    ["nn/v1.2.3", "nn 1.2.3 register "],
    ["models/nn.v2/v1.2.3-alpha", "models/nn.v2 1.2.3-alpha register "],
    ["v1.2.3", " 1.2.3 register "],
    ["v1.2.3+meta", " 1.2.3+meta register "],
    ["nn#prod", "nn prod assign "],
    ["nn#prod#2", "nn prod assign 2"],
    ["nn#prod!", "nn prod unassign "],
    ["nn#prod!#3", "nn prod unassign 3"],
    ["nn#2", "nn 2 assign "],
    ["nn#2#3", "nn 2 assign 3"],
    ["models=nn#prod/eu", "models:nn prod/eu assign "],
    ["team/nn#canary#007", "team/nn canary assign 7"],
    ["nn@deprecated", "nn - deprecate "],
    ["nn@deprecated#6", "nn - deprecate 6"],
    ["models=nn@deprecated", "models:nn - deprecate "],
    ["nn@created", "nn - create "],
    ["nn@v1.0.0-alpha.beta+x.y-z!#12", "nn 1.0.0-alpha.beta+x.y-z deregister 12"],
  ])("%s", (tag, reading) => {
    expect(short(tag)).toBe(reading);
  });

  test.each([
    "",
    "v",
    "v1",
    "v1.2",
    "v1.2.3.4",
    "v01.2.3",
    "v1.2.3-01",
    "v1.2.3-",
    "v1.2.3 ",
    "vv1.2.3",
    "v=1.2.3",
    "V1.2.3",
    "1.2.3",
    "nn/1.2.3",
    "nn/v1.2",
    "/v1.2.3",
    "ü/v1.2.3",
    "nn@1.2.3",
    "nn@v1",
    "nn@v1.2.3!!",
    "nn@v1.2.3!4",
    "nn@v1.2.3#",
    "nn@v1.2.3#x",
    "nn@v1.2.3#4!",
    "nn@v1.2.3#4#5",
    "nn@v1.2.3@v1.2.3",
    "nn@vv1.2.3",
    "nn@v 1.2.3",
    "@v1.2.3",
    "-nn@v1.2.3",
    "nn-@v1.2.3",
    "@ns/model@v1.2.3",
    "m#prod@v1.2.3",
    "=nn@v1.2.3",
    "a=b=nn@v1.2.3",
    "d e=nn@v1.2.3",
    "nn@",
    "nn#",
    "nn#!",
    "nn#-prod",
    "nn#prod-",
    "nn#prod!!",
    "nn#prod##2",
    "nn#prod#2#3",
    "nn#pr od",
    "nn#prod#2!",
    "#prod",
    "nn@deprecated!",
    "nn@deprecated#x",
    "nn@Deprecated",
    "nn@v1.2.3#prod",
    "nn@v1.2.3-alpha..1",
    "nn@v1.2.3+",
    "nn@v1.2.03",
    "n_@v1.2.3",
    "_n@v1.2.3",
    "n.n@v1.2.3",
    `${"n".repeat(2000)}@v1.2.3`,
    `nn@v1.2.${"9".repeat(500)}`,
    "nn@v1.2.99999999999999999999",
  ])("%j is none", (tag) => {
    expect(short(tag)).toBeUndefined();
  });

  test("of a version that is put together is read as it was", () => {
    const identifier = fc.stringMatching(/^[a-z][0-9a-z-]{0,5}$/);
    const version = fc
      .tuple(
        fc.nat(),
        fc.nat(),
        fc.nat(),
        fc.array(identifier, { maxLength: 3 }),
        fc.array(identifier, { maxLength: 2 }),
      )
      .map(([major, minor, patch, pre, build]) =>
        [
          `${major}.${minor}.${patch}`,
          pre.length > 0 ? `-${pre.join(".")}` : "",
          build.length > 0 ? `+${build.join(".")}` : "",
        ].join(""),
      );
    const name = fc.stringMatching(/^[A-Za-z0-9][A-Za-z0-9_-]{0,8}[A-Za-z0-9]$/);
    fc.assert(
      fc.property(name, version, (artifact, wanted) => {
        expect(short(`${artifact}@v${wanted}`)).toBe(`${artifact} ${wanted} register `);
        expect(short(`${artifact}/v${wanted}`)).toBe(`${artifact} ${wanted} register `);
      }),
    );
  });

  test.each([
    ["a".repeat(1000), "a-".repeat(500), `${"-".repeat(900)}@v`, `v1.2.3-${"0.".repeat(500)}`],
  ])("that is hostile is none", (...names) => {
    expect(names.map((name) => short(name))).toEqual(names.map(() => undefined));
  });

  test("of a hundred thousand characters is refused at once", () => {
    for (const piece of ["a-", "@v", "#", "a#1", "1.", "=", "@v1.2.3#"]) {
      expect(short(piece.repeat(100_000 / piece.length))).toBeUndefined();
    }
  });

  test("of any characters is read or refused, never thrown at", () => {
    const piece = fc.constantFrom("nn", "@v", "1.0.0", "#", "!", "=", "/", "-", "prod", "@", "7");
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 8 }), (pieces) => {
        const name = pieces.join("");
        const read = parseArtifactTag(tagged(name));
        // Whatever is read says again what was written.
        if (read?.form !== "gto") return;
        const { artifact, event, counter } = read;
        const takesBack = event.action === "deregister" || event.action === "unassign";
        const what =
          "version" in event
            ? `@v${event.version}`
            : "stage" in event
              ? `#${event.stage}`
              : `@${event.action}d`;
        const written = `${artifact.replace(":", "=")}${what}${takesBack ? "!" : ""}`;
        expect(name).toBe(counter === undefined ? written : `${written}#${counter}`);
      }),
    );
  });
});

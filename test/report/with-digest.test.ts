import { createHash } from "node:crypto";
import { describe, expect, test } from "@jest/globals";
import type { CheckReport } from "../../src/ports/publisher.ts";
import { withDigest } from "../../src/report/with-digest.ts";
import { scene, shown } from "./show.ts";

const hash = (text: string): string => createHash("sha256").update(text).digest("hex");

describe("a digest", () => {
  test("is equal where everything shown is equal", () => {
    const one: CheckReport = withDigest(shown(scene("blocked")), hash);
    const again = withDigest(shown(scene("blocked")), hash);
    const other = withDigest(shown(scene("warned")), hash);
    expect(one.digest).toBe(again.digest);
    expect(one.digest).not.toBe(other.digest);
  });
});

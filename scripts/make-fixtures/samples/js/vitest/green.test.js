import { test } from "vitest";
import { works } from "../cases.js";

test("works", works);

import { nowhere } from "./nowhere.js";
import { test } from "vitest";

test("never", nowhere);

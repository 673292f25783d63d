import { test } from "node:test";
import { works } from "../cases.js";

test("works REQ-4.2.1", works);

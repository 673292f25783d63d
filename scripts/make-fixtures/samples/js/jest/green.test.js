import { works } from "../cases.js";

test("works", works);

import { nowhere } from "./nowhere.js";

test("never", nowhere);

import { catalogue } from "../../generated/catalogue.ts";
import type { Engine } from "../../use-cases/engine.ts";
import { VERSION } from "../version.ts";

/** What the command line judges by. */
export const ENGINE: Engine = { catalogue, version: VERSION };

import type { PresetName } from "../model/structured-report.ts";
import { deepchecks } from "./deepchecks.ts";
import { evidently } from "./evidently.ts";
import { greatExpectations } from "./great-expectations.ts";
import { pandera } from "./pandera.ts";
import type { Preset } from "./preset.ts";
import { sarif } from "./sarif.ts";
import { tfdv } from "./tfdv.ts";

/** The only list of presets; one for each name that a policy may give. */
export const PRESETS: Readonly<Record<PresetName, Preset>> = {
  deepchecks,
  evidently,
  "great-expectations": greatExpectations,
  pandera,
  sarif,
  tfdv,
};

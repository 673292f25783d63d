import { atLeastOne, every, nothing, type Preset } from "./preset.ts";

/** pandera: `str(SchemaErrors)`, or `{"ok": true}`, because it writes nothing where all is well. */
export const pandera: Preset = {
  name: "pandera",
  shapes: [
    {
      name: "errors",
      is: ["$.SCHEMA", "$.DATA"],
      checks: [atLeastOne("$['SCHEMA','DATA'].*"), nothing("$['SCHEMA','DATA'].*")],
    },
    { name: "no errors", is: ["$.ok"], checks: [every("$.ok", true)] },
  ],
};

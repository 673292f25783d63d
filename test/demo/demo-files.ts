import { cardText, scannerFiles } from "../support/repository-files.ts";

const CARD = ".mltrl/cards/nodule-detector.md";

/** The repository of the demonstration: the scanner with everything that level 3 asks for. */
export function demoFiles({ level }: { readonly level: number }): Record<string, string> {
  return { ...scannerFiles(), [CARD]: cardText({ level }) };
}

const RETRAINED = {
  "models/nodule/weights.bin": "weights of version 2, trained on thick slices\n",
};

const VERSIONED = `models:
  - name: nodule-net
    version: 1.1.0
    path: models/nodule/weights.bin
datasets:
  - name: chest-scans
    version: 1.0.0
    path: data/scans.csv
    kind: subset
    note: A tenth of the scans of one hospital, drawn at random.
`;

/** The two pushes of the story. */
export const demoFix = {
  broken: { ...RETRAINED, [CARD]: cardText({ sections: { "Intended use": null } }) },
  mended: {
    [CARD]: cardText({
      models: VERSIONED,
      sections: {
        "Model / algorithm info":
          "A convolutional network, nodule-net 1.1.0, looks at each slice and its neighbours.",
      },
    }),
  },
};

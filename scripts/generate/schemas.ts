import * as z from "zod";
import type { Catalogue } from "../../src/core/model/rule.ts";
import { waiversSchema } from "../../src/core/policy/parse-waivers.ts";
import { hotfixRecordSchema } from "../../src/evidence/hotfix-record.ts";
import {
  decisionRecordSchema,
  reviewRecordSchema,
  switchbackRecordSchema,
} from "../../src/evidence/records.ts";
import { deploymentTestSchema } from "../../src/evidence/deployment-test.ts";
import { mlTestScoreSchema } from "../../src/evidence/ml-test-score.ts";
import { declaredSlicesSchema, sliceResultsSchema } from "../../src/evidence/slices.ts";
import { evaluationsSchema } from "../../src/evidence/evaluations.ts";
import { checklistSchema } from "../../src/evidence/checklist/yaml-checklist.ts";
import { datasheetSchema } from "../../src/evidence/datasheet.ts";
import { requirementsSchema } from "../../src/evidence/requirements.ts";
import { scenariosSchema } from "../../src/evidence/scenarios.ts";
import { manifestSchema } from "../../src/evidence/manifest.ts";
import { stampSchema } from "../../src/evidence/stamp.ts";
import { auditOutputSchema } from "../../src/report/audit-output.ts";
import { checkOutputSchema } from "../../src/report/check-output-schema.ts";
import { portfolioSchema, rollOutSchema } from "../../src/report/portfolio-schema.ts";
import { simulationSchema } from "../../src/report/simulation-schema.ts";
import { cardFrontMatterSchema } from "../../src/evidence/card-front-matter.ts";
import { capsuleSchema } from "../../src/core/records/capsule-schema.ts";
import { rulesOfAnyLadder } from "../../src/core/policy/catalogue-at.ts";
import { configSchema } from "../../src/core/policy/config-schema.ts";
import { organizationSchema } from "../../src/core/policy/organization-schema.ts";
import { ownProfileSchema } from "../../src/core/policy/own-profile.ts";
import { ownChecklistSchema } from "../../src/core/policy/own-checklist.ts";
import { documentForms, evidenceForms } from "./evidence-forms.ts";
import { readinessDocuments, readinessEvidence } from "./readiness-forms.ts";

/** Whichever version a configuration pins, an editor is to know its rules: those of all of them. */
export function publishedConfigSchema(catalogue: Catalogue) {
  return configSchema({ ...catalogue, rules: [...rulesOfAnyLadder(catalogue).values()] });
}

interface SchemaEntry {
  /** Under `schemas/`, without `.schema.json`. */
  readonly name: string;
  readonly title: string;
  readonly schema: (catalogue: Catalogue) => z.ZodType;
}

/** Every file of ours that gets a JSON Schema. Add the zod schema of a new kind of file here. */
const SCHEMAS: readonly SchemaEntry[] = [
  { name: "config", title: "mltrl-gate: .mltrl/config.yml", schema: publishedConfigSchema },
  {
    name: "organization",
    title: "mltrl-gate: .mltrl/organization.yml of an organisation's .github-private or .github",
    schema: organizationSchema,
  },
  {
    name: "profile",
    title: "mltrl-gate: .mltrl/profiles/<name>.yml",
    schema: () => ownProfileSchema,
  },
  {
    name: "card",
    title: "mltrl-gate: front matter of .mltrl/cards/<component>.md",
    schema: () => cardFrontMatterSchema,
  },
  {
    name: "requirements",
    title: "mltrl-gate: .mltrl/requirements/<component>.yml",
    schema: () => requirementsSchema,
  },
  {
    name: "ethics",
    title: "mltrl-gate: .mltrl/ethics/<component>.yml",
    schema: () => checklistSchema,
  },
  {
    name: "checklist",
    title: "mltrl-gate: .mltrl/checklists/<name>.yml",
    schema: () => ownChecklistSchema,
  },
  {
    name: "datasheet",
    title:
      "mltrl-gate: .mltrl/datasets/<name>.yml and the front matter of .mltrl/datasets/<name>.md",
    schema: () => datasheetSchema,
  },
  {
    name: "review",
    title: "mltrl-gate: .mltrl/reviews/<component>/<date>-<N>-to-<M>.yml",
    schema: () => reviewRecordSchema,
  },
  {
    name: "decision",
    title: "mltrl-gate: .mltrl/decisions/<component>/<date>-<N>.yml",
    schema: () => decisionRecordSchema,
  },
  {
    name: "switchback",
    title: "mltrl-gate: .mltrl/switchbacks/<component>/<date>-<N>-to-<M>.yml",
    schema: () => switchbackRecordSchema,
  },
  {
    name: "hotfix",
    title: "mltrl-gate: .mltrl/hotfixes/<component>/<date>.yml",
    schema: () => hotfixRecordSchema,
  },
  {
    name: "waivers",
    title: "mltrl-gate: .mltrl/waivers.yml",
    schema: () => waiversSchema,
  },
  {
    name: "slices",
    title: "mltrl-gate: .mltrl/documents/<component>/slices.yml",
    schema: () => declaredSlicesSchema,
  },
  {
    name: "slice-results",
    title: "mltrl-gate: .mltrl/evidence/<component>/slices.yml",
    schema: () => sliceResultsSchema,
  },
  {
    name: "deployment-test",
    title: "mltrl-gate: .mltrl/evidence/<component>/shadow.yml and other tests of a deployment",
    schema: () => deploymentTestSchema,
  },
  {
    name: "ml-test-score",
    title: "mltrl-gate: .mltrl/documents/<component>/ml-test-score.yml",
    schema: () => mlTestScoreSchema,
  },
  {
    name: "evaluations",
    title: "mltrl-gate: .mltrl/evidence/<component>/evaluations.yml",
    schema: () => evaluationsSchema,
  },
  ...formsUnder("evidence", evidenceForms),
  ...formsUnder("documents", documentForms),
  ...formsUnder("evidence", readinessEvidence),
  ...formsUnder("documents", readinessDocuments),
  {
    name: "stamp",
    title: "mltrl-gate: .mltrl/evidence/<component>/stamp.yml",
    schema: () => stampSchema,
  },
  {
    name: "manifest",
    title: "mltrl-gate: mltrl-evidence.json of an artifact",
    schema: () => manifestSchema,
  },
  {
    name: "tests",
    title: "mltrl-gate: .mltrl/tests/<name>.yml",
    schema: () => scenariosSchema,
  },
  {
    name: "check-output",
    title: "mltrl-gate: output of mltrl check --json",
    schema: () => checkOutputSchema,
  },
  {
    name: "audit-output",
    title: "mltrl-gate: output of mltrl audit --json",
    schema: () => auditOutputSchema,
  },
  {
    name: "simulation",
    title: "mltrl-gate: output of mltrl simulate --json",
    schema: () => simulationSchema,
  },
  {
    name: "roll-out",
    title: "mltrl-gate: output of mltrl simulate --organization FILE CLONE... --json",
    schema: () => rollOutSchema,
  },
  {
    name: "portfolio",
    title: "mltrl-gate: output of mltrl portfolio --json",
    schema: () => portfolioSchema,
  },
  {
    name: "capsule",
    title: "mltrl-gate: record of a merge under refs/mltrl/records",
    schema: () => capsuleSchema,
  },
];

function formsUnder(folder: string, forms: ReadonlyMap<string, z.ZodType>): SchemaEntry[] {
  return [...forms].map(([name, schema]) => ({
    name,
    title: `mltrl-gate: .mltrl/${folder}/<component>/${name}.yml`,
    schema: () => schema,
  }));
}

/** The JSON Schemas for editors, by path. */
export function schemaFiles(catalogue: Catalogue): [string, string][] {
  return SCHEMAS.map(({ name, title, schema }) => {
    const json = z.toJSONSchema(schema(catalogue), {
      io: "input", // what a person writes, before defaults are filled in
      unrepresentable: "any",
      override: ({ jsonSchema }) => {
        delete jsonSchema["stricter"]; // says something to our own engine only
      },
    });
    return [`schemas/${name}.schema.json`, `${JSON.stringify({ title, ...json }, undefined, 2)}\n`];
  });
}

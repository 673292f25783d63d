import type { Catalogue } from "../../core/model/rule.ts";
import { cardFile } from "./card-file.ts";
import { configFile } from "./config-file.ts";
import { documentFiles } from "./document-files.ts";
import { ethicsFile } from "./ethics-file.ts";
import type { NewComponent, NewFile } from "./new-component.ts";
import { requirementsFile } from "./requirements-file.ts";

/**
 * Everything that a repository needs to be gated from where its components are: valid at once, with
 * the records of exactly their levels. What only people can say is left open, in comments, so that no
 * rule takes a template for an answer.
 */
export function initialFiles(
  components: readonly NewComponent[],
  profile: string,
  catalogue: Catalogue,
): readonly NewFile[] {
  return [
    configFile(components, profile, catalogue.ladder),
    ...components.flatMap((component) => [
      cardFile(component),
      ...requirementsFile(component),
      ...ethicsFile(component, catalogue),
      ...documentFiles(component, catalogue, profile),
    ]),
  ];
}

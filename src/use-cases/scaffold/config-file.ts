import { CONFIG_PATH } from "../../gather/policy.ts";
import type { NewComponent, NewFile } from "./new-component.ts";

/** The policy of a repository that begins: its components, and what else can be said in comments. */
export function configFile(
  components: readonly NewComponent[],
  profile: string,
  ladder: string,
): NewFile {
  return {
    path: CONFIG_PATH,
    text: `# What the gate asks of this repository. Every key: docs/configuration.md.
version: 1
# The version of the rule set. A newer program goes on judging by it until it is raised here.
ladder: "${ladder}"
# lite begins with what helps at once; full asks for all of MLTRL.
profile: ${profile}

components:
${components.map(componentText).join("")}
# Without checks of your own, mltrl/main warns on the default branch and mltrl/release blocks on release/**.
# checks:
#   main:    {branches: [main], enforcement: warn, block-from: 2027-01-15}
#   release: {branches: [release/**], enforcement: block, minimum-level: 7, scope: all}

# Who sits on review panels: logins and teams. Roles that are not named are held by administrators.
# roles:
#   research-lead: [alice]
#   engineering: [acme/engineering]

# Where CI leaves its reports, from the root of the repository.
# evidence:
#   unit-tests: {format: junit, files: [reports/unit/*.xml]}
#   coverage:   {format: coverage, files: [reports/coverage.xml]}
`,
  };
}

function componentText({ id, paths }: NewComponent): string {
  return `  ${id}:
    paths: [${paths.map((path) => JSON.stringify(path)).join(", ")}]
    # ignore: ["**/*.md"]     # never a change of content
    # source: ["**/*.py"]     # what coverage is asked of
`;
}

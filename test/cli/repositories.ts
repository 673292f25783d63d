import { afterEach } from "@jest/globals";
import { catalogue } from "../../src/generated/catalogue.ts";
import { type Files, makeRepository, type TestRepository } from "../support/git-repository.ts";

/** Makes repositories that are removed after each test. */
export function temporaryRepositories(): (files?: Files) => TestRepository {
  const made: TestRepository[] = [];
  afterEach(() => {
    for (const each of made.splice(0)) each.remove();
  });
  return (files) => {
    const repository = makeRepository(files);
    made.push(repository);
    return repository;
  };
}

/** A blocking policy of one component in which only these rules are on. */
export function policyText(rules: readonly string[], extra = ""): string {
  return [
    "version: 1",
    "checks:",
    "  main: {branches: [main], enforcement: block}",
    '  release: {branches: ["release/**"], enforcement: block, minimum-level: 5}',
    "components:",
    "  nn: {paths: [src/**]}",
    "rules:",
    ...catalogue.rules.map(
      ({ id }) => `  ${id}: {severity: ${rules.includes(id) ? "blocking" : "off"}}`,
    ),
    extra,
  ].join("\n");
}

export function cardAt(level: number): string {
  return `---\nname: nn\nlevel: ${level}\nowners: [ada]\n---\n\n# nn\n\n## TL;DR\n\nFinds things.\n`;
}

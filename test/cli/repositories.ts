import { afterEach } from "@jest/globals";
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

import common from "./jest.config.js";

/** The tests that need a PostgreSQL server, which scripts/test-postgres.ts starts. */
export default {
  ...common,
  testMatch: ["<rootDir>/test/**/*.postgres.ts"],
  collectCoverageFrom: ["src/**/postgres/**/*.ts"],
  testTimeout: 60_000,
};

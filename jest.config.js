export default {
  testEnvironment: "node",
  transform: {}, // Jest strips the types itself
  extensionsToTreatAsEsm: [".ts"],
  testMatch: ["<rootDir>/test/**/*.test.ts"],
  setupFilesAfterEnv: ["<rootDir>/test/setup.ts"],
  testTimeout: 30_000, // a busy machine is no defect
  maxWorkers: "100%", // the default leaves one of two cores idle
  reporters: ["default", "<rootDir>/test/closing-line.js"],
  restoreMocks: true,
  workerIdleMemoryLimit: "2GB", // modules of every test file stay in a worker's memory until it is replaced
  workerGracefulExitTimeout: 10_000, // to give that memory back takes long; what takes longer has left something open
  collectCoverage: process.env["COVERAGE"] === "true", // as --coverage, for who runs all tests once
  coverageProvider: "babel", // the v8 provider is three times slower here and counts type-only lines
  // What needs a server is measured where there is one: jest.postgres.config.js.
  collectCoverageFrom: ["src/**/*.ts", "!src/generated/**", "!src/**/postgres/**"],
  coverageThreshold: { global: { lines: 95, branches: 90 } },
};

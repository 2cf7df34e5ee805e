module.exports = {
  rootDir: __dirname,
  testMatch: ['<rootDir>/src/**/*.test.ts'],
  testEnvironment: 'node',
  transform: {
    '\\.ts$': [
      '@swc/jest',
      { jsc: { parser: { syntax: 'typescript' }, target: 'es2022' } },
    ],
  },
  globalSetup: '<rootDir>/src/globalSetup.ts',
  globalTeardown: '<rootDir>/src/globalTeardown.ts',
  // Each file starts a browser of its own, and a portal where it changes what it looks at.
  maxWorkers: 2,
  testTimeout: 120_000,
};

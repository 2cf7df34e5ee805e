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
  // Each file starts a portal and a browser of its own.
  maxWorkers: 2,
  testTimeout: 120_000,
};

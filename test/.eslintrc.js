module.exports = require('@backstage/cli/config/eslint-factory')(__dirname, {
  rules: {
    // These tests are never built: __dirname is where they lie.
    'no-restricted-syntax': 'off',
  },
});

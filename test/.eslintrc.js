const { rules } = require('../.eslintrules');

module.exports = require('@backstage/cli/config/eslint-factory')(__dirname, {
  rules: {
    ...rules,
    // These tests are never built: __dirname is where they lie.
    'no-restricted-syntax': 'off',
  },
});

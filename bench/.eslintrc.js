const { rules } = require('../.eslintrules');

module.exports = require('@backstage/cli/config/eslint-factory')(__dirname, {
  rules: {
    ...rules,
    // Nothing here is built or published: the inside of the product is what is measured.
    '@backstage/no-relative-monorepo-imports': 'off',
    'no-restricted-imports': 'off',
    'no-restricted-syntax': 'off',
  },
});

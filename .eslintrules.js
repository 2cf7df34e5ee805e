/** What every package's lint adds to Backstage's: two rules, loosened where they forbid how we write. */
module.exports = {
  rules: {
    // A file tells the story first and its helpers after it. What is used
    // before it exists, in the same scope, is still an error.
    '@typescript-eslint/no-use-before-define': [
      'error',
      { functions: false, classes: false, variables: false },
    ],
    // The HTTP client's methods are called GET and POST.
    'new-cap': ['error', { capIsNew: false }],
  },
};

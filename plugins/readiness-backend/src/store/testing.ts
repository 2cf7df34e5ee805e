/** For the tests of this package that need a database. */
export * from './__testUtils__/databases';
export * from './__testUtils__/rows';

/** For the tests of this package that need a database. */
export * from './__testUtils__';

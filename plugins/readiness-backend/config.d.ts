export interface Config {
  /** Settings of Readiness Gates. */
  readiness?: object;
}

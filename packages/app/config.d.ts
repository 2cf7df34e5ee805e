export interface Config {
  example?: {
    /**
     * Where the metrics of the example clusters come from: `real`, `recorded` or `off`.
     * @visibility frontend
     */
    metrics?: string;
  };
  auth?: {
    providers?: {
      /** WARNING: signs anybody in as any of these people, without a password. */
      example?: {
        /** @deepVisibility frontend */
        users: Array<{
          /** Of a User of the catalog, in the namespace `default`. */
          name: string;
          title: string;
          /** What the person can show. */
          does: string;
        }>;
      };
    };
  };
}

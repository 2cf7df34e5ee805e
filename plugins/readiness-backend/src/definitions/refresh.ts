/** Reads the installation's own definitions again when it is time, and puts what changed in their place. */
import type { LoggerService } from '@backstage/backend-plugin-api';
import { loadConfiguredDefinitions } from './configured';
import type { ConfiguredOptions } from './configured';
import { LiveDefinitions } from './live';
import { formatDefinitionError } from './load';

export interface RefreshOptions extends ConfiguredOptions {
  logger: Pick<LoggerService, 'error' | 'info'>;
  /** Called after new definitions took the place of the old. */
  changed: () => Promise<void>;
}

export class DefinitionRefresher {
  readonly definitions: LiveDefinitions;
  readonly #options: RefreshOptions;
  #fingerprint: string;
  #readAt: Date;

  private constructor(
    options: RefreshOptions,
    definitions: LiveDefinitions,
    fingerprint: string,
  ) {
    this.#options = options;
    this.definitions = definitions;
    this.#fingerprint = fingerprint;
    this.#readAt = options.clock();
  }

  static async create(options: RefreshOptions): Promise<DefinitionRefresher> {
    const first = (await loadConfiguredDefinitions(options))!;
    tell(first.definitions, options);
    return new DefinitionRefresher(
      options,
      new LiveDefinitions(first.definitions),
      first.fingerprint,
    );
  }

  /** To be called while no shard is evaluated: one evaluation knows one set of definitions. */
  async refresh(): Promise<void> {
    const { settings, clock, changed, logger } = this.#options;
    const { checks, scorecards } = settings.own;
    if (checks.length + scorecards.length === 0) return;
    const now = clock();
    if (now.getTime() - this.#readAt.getTime() < settings.refreshMs) return;
    this.#readAt = now;
    const next = await loadConfiguredDefinitions(
      this.#options,
      this.#fingerprint,
    );
    if (!next) return;
    this.#fingerprint = next.fingerprint;
    this.definitions.replace(next.definitions);
    logger.info('Definitions that app-config names have changed');
    tell(next.definitions, this.#options);
    await changed();
  }
}

function tell(
  { errors }: LiveDefinitions | { errors: LiveDefinitions['errors'] },
  { logger }: Pick<RefreshOptions, 'logger'>,
): void {
  for (const error of errors) logger.error(formatDefinitionError(error));
}

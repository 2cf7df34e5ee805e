/**
 * Tables of Readiness Gates.
 *
 * Times are ISO 8601 UTC text of 24 characters: they order and compare as text, the same on SQLite and
 * PostgreSQL. Text columns collate bytewise ("C" on PostgreSQL, as SQLite does by default), so that sorted lists and
 * their cursors agree on both. `cluster`, `environment` and the like are '' where they do not apply,
 * so that they can be part of keys.
 */
// @ts-check

/**
 * @param {import('knex').Knex} knex
 */
function columns(knex) {
  const postgres = String(knex.client.config.client).includes('pg');
  const textType = postgres ? 'text COLLATE "C"' : 'text';
  const realType = postgres ? 'double precision' : 'real';
  /** @typedef {import('knex').Knex.CreateTableBuilder} Table */
  return {
    text: (/** @type {Table} */ table, /** @type {string} */ name) =>
      table.specificType(name, textType).notNullable(),
    maybe: (/** @type {Table} */ table, /** @type {string} */ name) =>
      table.specificType(name, textType).nullable(),
    real: (/** @type {Table} */ table, /** @type {string} */ name) =>
      table.specificType(name, realType).nullable(),
  };
}

/**
 * @param {import('knex').Knex} knex
 */
async function createCatalogMirror(knex) {
  const { text, maybe } = columns(knex);

  await knex.schema.createTable('entities', table => {
    table.comment('The part of the catalog that lists filter by');
    text(table, 'entity_ref').primary();
    text(table, 'uid');
    text(table, 'kind');
    text(table, 'namespace');
    text(table, 'name');
    maybe(table, 'title');
    maybe(table, 'type');
    maybe(table, 'lifecycle');
    maybe(table, 'owner');
    maybe(table, 'system');
    maybe(table, 'domain');
    text(table, 'tags').comment('JSON list, as the catalog has it');
    text(table, 'entity').comment('JSON: kind, metadata, spec, relations');
    text(table, 'digest');
    text(table, 'changed_at').comment(
      'When this form of it was first mirrored',
    );
    text(table, 'sort_name').comment('Title or name in lower case');
    text(table, 'search_text').comment(
      'Name, title and ref in lower case; searched by substring, so no index can help',
    );

    // Lists sorted by name and by owner walk these; the others serve filters.
    table.index(['sort_name', 'entity_ref'], 'entities_sort_name_idx');
    table.index(['owner', 'entity_ref'], 'entities_owner_idx');
    table.index(['system', 'entity_ref'], 'entities_system_idx');
    table.index(['domain', 'entity_ref'], 'entities_domain_idx');
    table.index(['kind', 'type', 'entity_ref'], 'entities_kind_type_idx');
    table.index(['lifecycle', 'entity_ref'], 'entities_lifecycle_idx');
  });

  await knex.schema.createTable('entity_tags', table => {
    table.comment('One row for each tag of a mirrored entity');
    text(table, 'entity_ref');
    text(table, 'tag');
    table.primary(['entity_ref', 'tag']);
    // Filter by tag.
    table.index(['tag', 'entity_ref'], 'entity_tags_tag_idx');
  });
}

/**
 * @param {import('knex').Knex} knex
 */
async function createResults(knex) {
  const { text, maybe, real } = columns(knex);

  await knex.schema.createTable('state', table => {
    table.comment(
      'What the checks said; a row is written only when its digest changes',
    );
    text(table, 'entity_ref');
    text(table, 'scorecard');
    text(table, 'cluster');
    text(table, 'environment');
    text(table, 'uid').comment(
      'Of the entity, to tell a new one of the same name',
    );
    text(table, 'digest');
    text(table, 'packed').comment(
      'JSON: results, workloads, check revisions, selection',
    );
    // Reads by entity, and gates filtered by cluster.
    table.primary(['entity_ref', 'scorecard', 'cluster', 'environment']);
    // Digests of a cluster and the entities placed on it, from the index alone: `packed` is never touched.
    table.index(
      ['cluster', 'entity_ref', 'scorecard', 'environment', 'digest'],
      'state_cluster_idx',
    );
  });

  await knex.schema.createTable('problems', table => {
    table.comment(
      'One row for each result that is neither pass nor notApplicable',
    );
    text(table, 'entity_ref');
    text(table, 'scorecard');
    text(table, 'cluster');
    text(table, 'environment');
    text(table, 'item');
    text(table, 'check_id');
    table
      .integer('position')
      .notNullable()
      .comment(
        'Tells apart the same check asked twice by one item, with other params',
      );
    text(table, 'severity');
    text(table, 'result');
    text(table, 'cause');
    text(table, 'responsible');
    text(table, 'findings').comment('JSON, the first 50');
    table.integer('findings_total').notNullable();
    // Diffs against stored rows, deletion with their state or entity.
    table.primary([
      'entity_ref',
      'scorecard',
      'cluster',
      'environment',
      'item',
      'check_id',
      'position',
    ]);
    // Who fails this check?
    table.index(['check_id', 'result', 'entity_ref'], 'problems_check_idx');
    // Who fails this item?
    table.index(
      ['scorecard', 'item', 'result', 'entity_ref'],
      'problems_item_idx',
    );
    // What waits for the platform team, for security?
    table.index(
      ['responsible', 'result', 'entity_ref'],
      'problems_responsible_idx',
    );
  });

  await knex.schema.createTable('gates', table => {
    table.comment(
      'What lists and summaries read; a row is written only when its digest changes',
    );
    text(table, 'entity_ref');
    text(table, 'scorecard');
    text(table, 'environment').comment("'' for the gate's own verdict");
    text(table, 'verdict');
    text(table, 'waiting_on').comment('Sorted, separated by spaces');
    real(table, 'score');
    real(table, 'coverage').comment(
      'Answered by fresh evidence ÷ applicable; null when nothing applies',
    );
    table.integer('blocking').notNullable();
    text(table, 'state').comment('JSON, the whole gate state');
    text(table, 'digest');
    text(table, 'changed_at');
    maybe(table, 'next_change_at').comment('When time alone may change it');
    table.primary(['entity_ref', 'scorecard', 'environment']);
    // One for each order of a list. Each is walked in either direction, and its first column
    // alone serves a list or summary over every scorecard.
    for (const column of [
      'verdict',
      'score',
      'coverage',
      'blocking',
      'changed_at',
    ]) {
      table.index(
        ['environment', 'scorecard', column, 'entity_ref'],
        `gates_${column}_idx`,
      );
    }
    // The sweep every minute.
    table.index(['next_change_at', 'entity_ref'], 'gates_next_change_at_idx');
  });
}

/**
 * @param {import('knex').Knex} knex
 */
async function createHistory(knex) {
  const { text, maybe } = columns(knex);

  await knex.schema.createTable('observations', table => {
    table.comment(
      'Freshness and reachability of one resource in one cluster and namespace scope',
    );
    text(table, 'cluster');
    text(table, 'resource');
    text(table, 'namespace').comment("'' for a list over the whole cluster");
    text(table, 'attempted_at');
    maybe(table, 'completed_at').comment('When it was last read completely');
    table.boolean('complete').notNullable();
    table.boolean('not_served').notNullable();
    maybe(table, 'cause');
    maybe(table, 'message');
    maybe(table, 'failing_since');
    table.integer('objects').notNullable();
    table.integer('malformed').notNullable();
    // Reads by cluster.
    table.primary(['cluster', 'resource', 'namespace']);
  });

  await knex.schema.createTable('transitions', table => {
    table.comment(
      'Append-only: results and verdicts that changed, and outages of clusters',
    );
    table.bigIncrements('id');
    text(table, 'at');
    text(table, 'entity_ref').comment("'' for a transition of a whole shard");
    text(table, 'scorecard');
    text(table, 'item').comment("'' for a transition of the gate's verdict");
    text(table, 'cluster');
    text(table, 'environment');
    text(table, 'from');
    text(table, 'to');
    text(table, 'cause');
    text(table, 'evidence').comment('JSON');
    maybe(table, 'ended_at').comment('When an outage was over');
    maybe(table, 'open_outage').comment('The cluster, while its outage lasts');
    // Timeline of an entity, and with '' the latest changes of shards.
    table.index(['entity_ref', 'at', 'id'], 'transitions_entity_idx');
    // Outages of the clusters an entity is placed on.
    table.index(
      ['cluster', 'entity_ref', 'at', 'id'],
      'transitions_cluster_idx',
    );
    // The latest changes of all.
    table.index(['at', 'id'], 'transitions_at_idx');
    // One open outage a cluster, however many replicas see it.
    table.unique(['open_outage'], {
      indexName: 'transitions_open_outage_uniq',
    });
  });

  await knex.schema.createTable('daily_counts', table => {
    table.comment('Gates by verdict on each day, for trends');
    text(table, 'day').comment('YYYY-MM-DD, UTC');
    text(table, 'scorecard');
    text(table, 'environment');
    text(table, 'owner').comment("'' where an entity has none");
    text(table, 'verdict');
    table.integer('gates').notNullable();
    table.integer('scored').notNullable().comment('Gates that have a score');
    table.double('score_sum').notNullable();
    // Trends read a range of days; rewriting a day deletes by its first column.
    table.primary(['day', 'scorecard', 'environment', 'owner', 'verdict']);
  });
}

/**
 * @param {import('knex').Knex} knex
 */
async function createSchedule(knex) {
  const { text, maybe } = columns(knex);

  await knex.schema.createTable('shards', table => {
    table.comment('What is evaluated at once: a cluster, or the catalog');
    text(table, 'id').primary().comment('cluster:NAME or catalog');
    text(table, 'next_at');
    maybe(table, 'lease_until');
    table
      .integer('generation')
      .notNullable()
      .comment('Counts claims; every write carries it');
    maybe(table, 'worker');
    maybe(table, 'retired_at');
    maybe(table, 'last_run').comment('JSON');
    text(table, 'stale_signature').defaultTo('');
    // The most overdue shard.
    table.index(['next_at', 'id'], 'shards_next_at_idx');
  });

  await knex.schema.createTable('evaluations', table => {
    table.comment('Evaluations that somebody asked for');
    text(table, 'id').primary();
    text(table, 'shard');
    text(table, 'status');
    text(table, 'requested_by');
    text(table, 'requested_at');
    maybe(table, 'started_at');
    maybe(table, 'finished_at');
    maybe(table, 'step');
    table.integer('done').nullable();
    table.integer('total').nullable();
    maybe(table, 'run').comment('JSON');
    // Those that a claimed shard starts.
    table.index(['shard', 'status'], 'evaluations_shard_idx');
    // The latest.
    table.index(['requested_at', 'id'], 'evaluations_requested_at_idx');
  });
  // A storm of clicks is one run.
  await knex.raw(
    "CREATE UNIQUE INDEX evaluations_queued_uniq ON evaluations (shard) WHERE status = 'queued'",
  );
}

/**
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await createCatalogMirror(knex);
  await createResults(knex);
  await createHistory(knex);
  await createSchedule(knex);
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  for (const table of [
    'evaluations',
    'shards',
    'daily_counts',
    'transitions',
    'observations',
    'gates',
    'problems',
    'state',
    'entity_tags',
    'entities',
  ]) {
    await knex.schema.dropTable(table);
  }
};

/**
 * What people and tools say: decisions with their entities and events, reports, and whose word is awaited.
 *
 * Decisions, events and reports are append-only and outlive the entities they are about. Times and texts are
 * as in the tables before them.
 */
// @ts-check

/**
 * @param {import('knex').Knex} knex
 */
function columns(knex) {
  const postgres = String(knex.client.config.client).includes('pg');
  const textType = postgres ? 'text COLLATE "C"' : 'text';
  /** @typedef {import('knex').Knex.CreateTableBuilder} Table */
  return {
    text: (/** @type {Table} */ table, /** @type {string} */ name) =>
      table.specificType(name, textType).notNullable(),
    maybe: (/** @type {Table} */ table, /** @type {string} */ name) =>
      table.specificType(name, textType).nullable(),
  };
}

/**
 * @param {import('knex').Knex} knex
 */
async function createDecisions(knex) {
  const { text, maybe } = columns(knex);

  await knex.schema.createTable('decisions', table => {
    table.comment(
      'Attestations, approvals and waivers as they were first said',
    );
    text(table, 'id').primary();
    text(table, 'kind');
    text(table, 'scorecard');
    text(table, 'item');
    text(table, 'check_id');
    text(table, 'question').comment("'' for a waiver, which is of the item");
    text(table, 'revision').comment('Of the scorecard when it was said');
    text(table, 'cluster').comment("'' for every cluster");
    text(table, 'environment').comment("'' for every environment");
    text(table, 'by');
    text(table, 'at');
    maybe(table, 'until').comment('When it ends by itself');
    table
      .boolean('break_glass')
      .notNullable()
      .comment('A waiver that held before anybody decided it');
    text(table, 'body').comment('JSON, by kind');
    maybe(table, 'snapshot').comment(
      'JSON: what was signed; lists never read it',
    );
    // The latest of all, of a kind, and of a kind for an item.
    table.index(['at', 'id'], 'decisions_at_idx');
    table.index(['kind', 'at', 'id'], 'decisions_kind_idx');
    table.index(
      ['scorecard', 'item', 'kind', 'at', 'id'],
      'decisions_item_idx',
    );
    // Waivers that may await a decision, and broken glasses.
    table.index(['kind', 'break_glass', 'until'], 'decisions_until_idx');
  });

  await knex.schema.createTable('decision_entities', table => {
    table.comment('One row for each entity that a decision is about');
    text(table, 'decision_id');
    text(table, 'entity_ref');
    text(table, 'at').comment('Of the decision, for the order of the index');
    text(table, 'results').comment('JSON: what a waiver covers');
    text(table, 'subjects').comment('JSON: the findings that a waiver covers');
    table.primary(['decision_id', 'entity_ref']);
    // What was said of an entity, the latest first.
    table.index(
      ['entity_ref', 'at', 'decision_id'],
      'decision_entities_entity_idx',
    );
  });

  await knex.schema.createTable('decision_events', table => {
    table.comment('Append-only: what became of decisions');
    text(table, 'decision_id');
    text(table, 'slot').comment(
      'decision (approved, denied, reviewed) or end (revoked, lapsed)',
    );
    text(table, 'at');
    text(table, 'by');
    text(table, 'action');
    text(table, 'reason');
    // Decided once and ended once, however many say so at the same moment.
    table.primary(['decision_id', 'slot']);
  });
}

/**
 * @param {import('knex').Knex} knex
 */
async function createReports(knex) {
  const { text, maybe } = columns(knex);

  await knex.schema.createTable('reports', table => {
    table.comment('What tools reported: extracts, never the bodies');
    text(table, 'id').primary();
    text(table, 'entity_ref');
    text(table, 'type');
    text(table, 'format');
    text(table, 'environment').comment("'' where it is of none");
    text(table, 'run_id');
    text(table, 'time').comment('When the run ended');
    text(table, 'received_at');
    text(table, 'by');
    maybe(table, 'commit');
    maybe(table, 'image_digest');
    maybe(table, 'link');
    text(table, 'data').comment('JSON');
    text(table, 'notes').comment('JSON list');
    text(table, 'digest').comment('Of the body');
    // A run reports once.
    table.unique(['entity_ref', 'type', 'environment', 'run_id'], {
      indexName: 'reports_run_uniq',
    });
    // The newest of each type and environment of an entity.
    table.index(
      [
        'entity_ref',
        'type',
        'environment',
        'time',
        'received_at',
        'run_id',
        'id',
      ],
      'reports_newest_idx',
    );
    // Those of a candidate.
    table.index(['entity_ref', 'commit', 'time', 'id'], 'reports_commit_idx');
    table.index(
      ['entity_ref', 'image_digest', 'time', 'id'],
      'reports_image_idx',
    );
    // The latest of an entity, and of all.
    table.index(['entity_ref', 'time', 'id'], 'reports_entity_idx');
    table.index(['time', 'id'], 'reports_time_idx');
  });
}

/**
 * @param {import('knex').Knex} knex
 */
async function createAwaited(knex) {
  const { text } = columns(knex);

  await knex.schema.createTable('awaited', table => {
    table.comment('Whose word an item takes, for queues; follows from gates');
    text(table, 'entity_ref');
    text(table, 'scorecard');
    text(table, 'item');
    text(table, 'kind');
    text(table, 'party').comment("Ref of a user or group; '' for a report");
    text(table, 'severity');
    text(table, 'due_at').comment(
      "When the word that stands ends; '', which comes first, while there is none",
    );
    // Diffs against stored rows, deletion with their entity.
    table.primary(['entity_ref', 'scorecard', 'item', 'kind', 'party']);
    // What waits for a party.
    table.index(['party', 'due_at'], 'awaited_party_idx');
  });
}

/**
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await createDecisions(knex);
  await createReports(knex);
  await createAwaited(knex);
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  for (const table of [
    'awaited',
    'reports',
    'decision_events',
    'decision_entities',
    'decisions',
  ]) {
    await knex.schema.dropTable(table);
  }
};

/** Which entities left and when, so that their history can go later; and the order in which old scores are looked at. */
// @ts-check

/**
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  const postgres = String(knex.client.config.client).includes('pg');
  const textType = postgres ? 'text COLLATE "C"' : 'text';
  /** @typedef {import('knex').Knex.CreateTableBuilder} Table */
  const text = (/** @type {Table} */ table, /** @type {string} */ name) =>
    table.specificType(name, textType).notNullable();

  await knex.schema.createTable('departed_entities', table => {
    table.comment('Entities that left the mirror and have not come back');
    text(table, 'entity_ref').primary();
    text(table, 'left_at');
    // Those that have been away for longest.
    table.index(['left_at', 'entity_ref'], 'departed_entities_left_at_idx');
  });
  await knex.schema.alterTable('gate_scores', table => {
    // The clean-up walks the oldest.
    table.index(['day', 'entity_ref', 'scorecard'], 'gate_scores_day_idx');
  });

  await knex.raw(
    `INSERT INTO departed_entities (entity_ref, left_at)
     SELECT DISTINCT t.entity_ref, CAST(? AS text) FROM transitions AS t
     WHERE t.entity_ref <> ''
       AND NOT EXISTS (SELECT 1 FROM entities AS e WHERE e.entity_ref = t.entity_ref)`,
    [new Date().toISOString()],
  );
  // Scores go with their gate from now on.
  await knex.raw(
    `DELETE FROM gate_scores WHERE NOT EXISTS (
       SELECT 1 FROM gates AS g
       WHERE g.entity_ref = gate_scores.entity_ref AND g.scorecard = gate_scores.scorecard
         AND g.environment = '')`,
  );
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  await knex.schema.alterTable('gate_scores', table => {
    table.dropIndex([], 'gate_scores_day_idx');
  });
  await knex.schema.dropTable('departed_entities');
};

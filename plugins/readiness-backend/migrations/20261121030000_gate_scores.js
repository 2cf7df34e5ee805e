/** How the score of a gate went, a row for each day on which it changed. */
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

  await knex.schema.createTable('gate_scores', table => {
    table.comment(
      'Score and verdict of a gate at the end of each day on which it changed',
    );
    text(table, 'entity_ref');
    text(table, 'scorecard');
    text(table, 'day').comment('YYYY-MM-DD, UTC');
    text(table, 'verdict');
    table.double('score').nullable().comment('Percent; null: nothing counted');
    table.double('score_low').notNullable();
    table.double('score_high').notNullable();
    table.double('coverage').nullable().comment('0 to 1; null: nothing asked');
    table.primary(['entity_ref', 'scorecard', 'day']);
  });
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  await knex.schema.dropTable('gate_scores');
};

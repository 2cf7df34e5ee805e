/** The last good text of each definition file that app-config names, for when it cannot be read. */
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

  await knex.schema.createTable('definition_copies', table => {
    table.comment(
      'The last good text of each definition file that app-config names',
    );
    text(table, 'location').primary().comment('Path or URL');
    text(table, 'text').comment('YAML, at most a megabyte');
    text(table, 'read_at');
  });
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  await knex.schema.dropTable('definition_copies');
};

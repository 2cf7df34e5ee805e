/** What is open of each gate: who fails a check, and whom an item would hold if it were enforced. */
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

  await knex.schema.createTable('open_items', table => {
    table.comment(
      'Items that fail, are unknown, pending or waived in the verdict of a gate, by check; follows from gates',
    );
    text(table, 'entity_ref');
    text(table, 'scorecard');
    text(table, 'item');
    text(table, 'check_id').comment("'' for an item that asks no check");
    text(table, 'result').comment('Of the check alone');
    text(table, 'item_result').comment('Of all checks of the item');
    text(table, 'severity');
    table.boolean('enforced').notNullable().comment('For this entity, now');
    table
      .boolean('holds')
      .notNullable()
      .comment('Whether it keeps the gate from being ready');
    table
      .boolean('would_hold')
      .notNullable()
      .comment('The same, if it were enforced');
    text(table, 'responsible');
    // Diffs against stored rows, what else holds a gate, deletion with their entity.
    table.primary(['entity_ref', 'scorecard', 'item', 'check_id']);
    // Who fails a check, in the order of the list.
    table.index(
      ['check_id', 'result', 'entity_ref', 'scorecard', 'item'],
      'open_items_check_idx',
    );
    // Whom an item would hold.
    table.index(['scorecard', 'item', 'entity_ref'], 'open_items_item_idx');
  });
  // The next reading of the catalog computes every gate, and this with them.
  await knex('shards').where({ id: 'catalog' }).update({ stale_signature: '' });
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  await knex.schema.dropTable('open_items');
};

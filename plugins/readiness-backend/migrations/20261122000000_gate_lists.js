/** Indexes for lists over all scorecards, and when what lists count was last written. */
// @ts-check

const ORDERS = ['verdict', 'score', 'coverage', 'blocking', 'changed_at'];

/**
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.createTable('list_version', table => {
    table.comment(
      'One row: a number that grows whenever what lists count was written',
    );
    table.integer('version').notNullable();
  });
  await knex('list_version').insert({ version: 0 });
  await knex.schema.alterTable('gates', table => {
    for (const column of ORDERS)
      table.index(
        ['environment', column, 'entity_ref', 'scorecard'],
        `gates_all_${column}_idx`,
      );
    // Sums over all gates, from the index alone.
    table.index(
      ['environment', 'scorecard', 'verdict', 'score'],
      'gates_summary_idx',
    );
  });
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  await knex.schema.alterTable('gates', table => {
    table.dropIndex([], 'gates_summary_idx');
    for (const column of ORDERS) table.dropIndex([], `gates_all_${column}_idx`);
  });
  await knex.schema.dropTable('list_version');
};

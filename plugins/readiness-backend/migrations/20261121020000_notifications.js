/** What people were told, so that each is told once, however many replicas there are. */
// @ts-check

/**
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  const postgres = String(knex.client.config.client).includes('pg');
  const textType = postgres ? 'text COLLATE "C"' : 'text';

  await knex.schema.createTable('notification_outbox', table => {
    table.comment('One row for each kind of message: how far it has come');
    table
      .specificType('name', textType)
      .notNullable()
      .primary()
      .comment('regressions or digest');
    table
      .specificType('since', textType)
      .notNullable()
      .comment('What came before is not told; of the digest, when it was due');
    table
      .specificType('told', textType)
      .notNullable()
      .comment('JSON: digests of what was sent lately, by scope');
    table
      .specificType('lease_until', textType)
      .nullable()
      .comment('While a replica sends');
    table.specificType('worker', textType).nullable();
  });
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  await knex.schema.dropTable('notification_outbox');
};

/** Messages to people, and what they were made of: each is written once and sent once, however many replicas there are. */
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
  const maybe = (/** @type {Table} */ table, /** @type {string} */ name) =>
    table.specificType(name, textType).nullable();

  await knex.schema.createTable('notification_marks', table => {
    table.comment('What was made into messages, so that nobody makes it again');
    text(table, 'key')
      .primary()
      .comment('Id of a transition, digest:TIME, or begin');
    text(table, 'at');
  });

  await knex.schema.createTable('notification_outbox', table => {
    table.comment('Messages to send, and for a week those that were sent');
    text(table, 'key').primary().comment('The scope of the notification');
    text(table, 'recipient').comment('Ref of a user or group');
    text(table, 'payload').comment('JSON');
    text(table, 'created_at');
    table.integer('attempts').notNullable();
    maybe(table, 'due_at').comment('When it is tried next; null once sent');
    maybe(table, 'sent_at');
    // What to send next.
    table.index(['due_at', 'key'], 'notification_outbox_due_at_idx');
  });
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  await knex.schema.dropTable('notification_outbox');
  await knex.schema.dropTable('notification_marks');
};

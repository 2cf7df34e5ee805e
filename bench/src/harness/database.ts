/** Databases of a run: an SQLite file, or a database on the PostgreSQL that the environment names. */
import { randomBytes } from 'node:crypto';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import knexFactory from 'knex';
import type { Knex } from 'knex';

export type DatabaseKind = 'sqlite' | 'postgres';

/** What another process needs to open it. */
export interface DatabaseAddress {
  kind: DatabaseKind;
  /** A file, or a connection string. */
  at: string;
}

export interface Database extends DatabaseAddress {
  remove(): Promise<void>;
}

export const POSTGRES_VARIABLE =
  'BACKSTAGE_TEST_DATABASE_POSTGRES18_CONNECTION_STRING';

export async function createDatabase(kind: DatabaseKind): Promise<Database> {
  return kind === 'sqlite' ? sqliteFile() : postgresDatabase();
}

function sqliteFile(): Database {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'readiness-bench-'));
  return {
    kind: 'sqlite',
    at: path.join(folder, 'readiness.sqlite'),
    remove: async () => fs.rmSync(folder, { recursive: true, force: true }),
  };
}

async function postgresDatabase(): Promise<Database> {
  const server = process.env[POSTGRES_VARIABLE];
  if (!server) throw new Error('there is no PostgreSQL on this machine');
  const name = `bench_${randomBytes(6).toString('hex')}`;
  const admin = () => knexFactory({ client: 'pg', connection: server });
  await once(admin(), knex => knex.raw('CREATE DATABASE ??', [name]));
  const address = new URL(server);
  address.pathname = `/${name}`;
  return {
    kind: 'postgres',
    at: address.href,
    remove: () =>
      once(admin(), knex =>
        knex.raw('DROP DATABASE IF EXISTS ?? WITH (FORCE)', [name]),
      ),
  };
}

async function once(
  knex: Knex,
  work: (knex: Knex) => PromiseLike<unknown>,
): Promise<void> {
  try {
    await work(knex);
  } finally {
    await knex.destroy();
  }
}

/** As Backstage's own database service opens it. */
export function openDatabase({ kind, at }: DatabaseAddress): Knex {
  if (kind === 'postgres')
    return knexFactory({ client: 'pg', connection: at, pool: { max: 10 } });
  const knex = knexFactory({
    client: 'better-sqlite3',
    connection: at,
    useNullAsDefault: true,
    pool: { min: 1, max: 1 },
  });
  knex.client.pool.on('createSuccess', (_: unknown, connection: never) => {
    (connection as { pragma(text: string): void }).pragma('foreign_keys = ON');
  });
  return knex;
}

/** Of what is in it, in bytes: a file of SQLite keeps what was freed. */
export async function sizeOf(knex: Knex, kind: DatabaseKind): Promise<number> {
  if (kind === 'postgres') {
    const { rows } = await knex.raw(
      'SELECT pg_database_size(current_database()) AS size',
    );
    return Number(rows[0].size);
  }
  const [{ page_count: pages }] = await knex.raw('PRAGMA page_count');
  const [{ freelist_count: free }] = await knex.raw('PRAGMA freelist_count');
  const [{ page_size: bytes }] = await knex.raw('PRAGMA page_size');
  return (pages - free) * bytes;
}

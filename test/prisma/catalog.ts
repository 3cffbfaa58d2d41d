import type pg from "pg";

/** Foreign keys whose columns do not start any index: deleting a parent row would read the whole table. */
export function foreignKeysWithoutIndex(pool: pg.Pool): Promise<string[]> {
  return namesFrom(
    pool,
    `select t.relname || '.' || c.conname as name
     from pg_constraint c join pg_class t on t.oid = c.conrelid
     where ${isOurs} and c.contype = 'f' and not exists (
       select from pg_index i
       where i.indrelid = c.conrelid
         -- A key that is null refers to nothing, so an index may leave it out.
         and (i.indpred is null or pg_get_expr(i.indpred, i.indrelid) ~ '^\\(\\w+ IS NOT NULL\\)$')
         and (i.indkey::int2[])[0:cardinality(c.conkey) - 1] <@ c.conkey
         and (i.indkey::int2[])[0:cardinality(c.conkey) - 1] @> c.conkey
     ) order by 1`,
  );
}

/** Checks, foreign keys and unique constraints that carry the name that Postgres or Prisma would invent. */
export function constraintsNamedByDefault(pool: pg.Pool): Promise<string[]> {
  return namesFrom(
    pool,
    `select t.relname || '.' || c.conname as name
     from pg_constraint c join pg_class t on t.oid = c.conrelid
     where ${isOurs} and c.contype in ('c', 'f', 'u', 'x') and c.conname ~ '_(check|fkey|key|excl)[0-9]*$'
     order by 1`,
  );
}

/** Indexes that carry the name that Postgres or Prisma would invent; primary keys are free to. */
export function indexesNamedByDefault(pool: pg.Pool): Promise<string[]> {
  return namesFrom(
    pool,
    `select x.relname as name
     from pg_index i join pg_class t on t.oid = i.indrelid join pg_class x on x.oid = i.indexrelid
     where ${isOurs} and not i.indisprimary
       and (x.relname ~ '_idx[0-9]*$' or (i.indisunique and x.relname ~ '_key[0-9]*$'))
     order by 1`,
  );
}

// Partitions inherit everything from their table.
const isOurs = `t.relnamespace = 'public'::regnamespace and t.relname <> '_prisma_migrations' and not t.relispartition`;

async function namesFrom(pool: pg.Pool, sql: string): Promise<string[]> {
  const { rows } = await pool.query<{ name: string }>(sql);
  return rows.map((row) => row.name);
}

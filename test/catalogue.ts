import type { TestDatabase } from './database.ts';

/** What the database's own catalogue says of our schemas, for tests and for the schema dump. */

export const schemas = ['amate', 'audit', 'auth', 'charting', 'clin', 'front', 'jobs', 'keys', 'med', 'org', 'pharmacy', 'rx'] as const;

type Ask = TestDatabase['asSuperuser'];

export type Table = { readonly name: string; readonly forced: boolean; readonly policies: number; readonly columns: readonly string[]; readonly frozen: boolean; readonly kind: string };

export const tables = (ask: Ask): Promise<readonly Table[]> => ask<Table>(
  `select n.nspname || '.' || c.relname as name, c.relrowsecurity and c.relforcerowsecurity as forced, c.relkind::text as kind,
     (select count(*)::int from pg_policy p where p.polrelid = c.oid) as policies,
     array(select a.attname::text from pg_attribute a where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped order by a.attnum) as columns,
     exists (select from pg_trigger t where t.tgrelid = c.oid and t.tgname = 'frozen' and t.tgenabled <> 'D') as frozen
   from pg_class c
   join pg_namespace n on n.oid = c.relnamespace
   where n.nspname = any($1) and c.relkind in ('r', 'p', 'v', 'm', 'f')
   order by 1`, [schemas]);

export type Key = { readonly table: string; readonly name: string; readonly kind: 'p' | 'u' | 'f' | 'x'; readonly columns: readonly string[]; readonly refers: string | null };

export const keys = (ask: Ask): Promise<readonly Key[]> => ask<Key>(
  `select n.nspname || '.' || c.relname as table, k.conname as name, k.contype::text as kind,
     array(select a.attname::text from unnest(k.conkey) with ordinality as u (num, place) join pg_attribute a on a.attrelid = c.oid and a.attnum = u.num order by u.place) as columns,
     case when k.contype = 'f' then k.confrelid::regclass::text end as refers
   from pg_constraint k
   join pg_class c on c.oid = k.conrelid
   join pg_namespace n on n.oid = c.relnamespace
   where n.nspname = any($1) and k.contype in ('p', 'u', 'f', 'x')
   order by 1, 2`, [schemas]);

export type Index = { readonly table: string; readonly columns: readonly string[]; readonly partial: boolean };

export const indexes = (ask: Ask): Promise<readonly Index[]> => ask<Index>(
  `select n.nspname || '.' || c.relname as table, i.indpred is not null as partial,
     array(select coalesce(a.attname::text, '(expression)') from unnest(i.indkey::int[]) with ordinality as u (num, place) left join pg_attribute a on a.attrelid = c.oid and a.attnum = u.num order by u.place) as columns
   from pg_index i
   join pg_class c on c.oid = i.indrelid
   join pg_namespace n on n.oid = c.relnamespace
   where n.nspname = any($1)`, [schemas]);

/** For each login role: what it may do with each relation and column, and which functions it may run. */
export const grantsOf = async (ask: Ask, roles: readonly string[]): Promise<Readonly<Record<string, readonly string[]>>> => {
  const rows = await ask<{ role: string; line: string }>(
    `select r.rolname as role, line from pg_roles r cross join lateral (
       select n.nspname || '.' || c.relname || ': ' || string_agg(distinct g.privilege || coalesce(' (' || g.columns || ')', ''), ', ' order by g.privilege || coalesce(' (' || g.columns || ')', '')) as line
       from pg_class c
       join pg_namespace n on n.oid = c.relnamespace
       cross join lateral (
         select p as privilege, null::text as columns from unnest(array['SELECT', 'INSERT', 'UPDATE', 'DELETE', 'TRUNCATE', 'REFERENCES', 'TRIGGER']) p
         where has_table_privilege(r.oid, c.oid, p)
         union all
         select p, string_agg(a.attname, ' ' order by a.attnum)
         from unnest(array['SELECT', 'INSERT', 'UPDATE']) p
         join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
         where has_column_privilege(r.oid, c.oid, a.attnum, p) and not has_table_privilege(r.oid, c.oid, p)
         group by p
       ) g
       where n.nspname = any($1) and c.relkind in ('r', 'p', 'v', 'm', 'f') and has_schema_privilege(r.oid, n.oid, 'USAGE')
       group by n.nspname, c.relname
       union all
       select 'execute ' || p.oid::regprocedure::text
       from pg_proc p
       join pg_namespace n on n.oid = p.pronamespace
       where n.nspname = any($1) and p.prorettype <> 'trigger'::regtype and has_schema_privilege(r.oid, n.oid, 'USAGE') and has_function_privilege(r.oid, p.oid, 'EXECUTE')
     ) lines
     where r.rolname = any($2)
     order by 1, 2`, [schemas, roles]);
  return Object.fromEntries(roles.map((role) => [role, rows.filter((row) => row.role === role).map((row) => row.line).sort()]));
};

/** The whole schema as text: what a dump tool would write, from the catalogue, in a fixed order. */
export const schemaText = async (ask: Ask): Promise<string> => {
  const rowsOf = async (sql: string): Promise<string[]> => (await ask<{ line: string }>(sql, [schemas])).map((row) => row.line);
  // Sorted here: the order of a server depends on its collation.
  const lines = async (sql: string): Promise<string> => (await rowsOf(sql)).sort().join('\n');
  const columns = (await rowsOf(
    `select 'column ' || n.nspname || '.' || c.relname || '.' || a.attname || ' ' || format_type(a.atttypid, a.atttypmod)
       || case when a.attnotnull then ' not null' else '' end || coalesce(' default ' || pg_get_expr(d.adbin, d.adrelid), '') as line
     from pg_attribute a
     join pg_class c on c.oid = a.attrelid
     join pg_namespace n on n.oid = c.relnamespace
     left join pg_attrdef d on d.adrelid = a.attrelid and d.adnum = a.attnum
     where n.nspname = any($1) and c.relkind = 'r' and a.attnum > 0 and not a.attisdropped
     order by n.nspname, c.relname, a.attnum`)).join('\n');
  const constraints = await lines(
    `select 'constraint ' || k.conrelid::regclass || '.' || k.conname || ' ' || pg_get_constraintdef(k.oid) as line
     from pg_constraint k join pg_namespace n on n.oid = k.connamespace
     where n.nspname = any($1) and k.contype <> 'n' and k.conrelid <> 0 order by 1`);
  const indexLines = await lines(`select indexdef as line from pg_indexes where schemaname = any($1) order by 1`);
  const triggers = await lines(
    `select pg_get_triggerdef(t.oid) as line from pg_trigger t join pg_class c on c.oid = t.tgrelid join pg_namespace n on n.oid = c.relnamespace
     where n.nspname = any($1) and not t.tgisinternal order by c.oid::regclass::text, t.tgname`);
  const policies = await lines(
    `select 'policy ' || schemaname || '.' || tablename || '.' || policyname || ' ' || permissive || ' for ' || cmd || ' to ' || array_to_string(roles, ', ')
       || coalesce(' using ' || qual, '') || coalesce(' with check ' || with_check, '') as line
     from pg_policies where schemaname = any($1) order by 1`);
  const functions = await lines(
    `select pg_get_functiondef(p.oid) as line from pg_proc p join pg_namespace n on n.oid = p.pronamespace where n.nspname = any($1) order by p.oid::regprocedure::text`);
  return ['-- GENERATED from a freshly migrated database. Do not edit: npm run check compares it.', columns, constraints, indexLines, triggers, policies, functions].join('\n\n').concat('\n');
};

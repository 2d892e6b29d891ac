-- IF NOT EXISTS: every new database has a schema "public" already.
select 'SCHEMA' as kind, 'pg_namespace:' || n.oid as key, null as parent, n.nspname as schema, n.nspname as name,
       '' as needs, 'PRE' as section,
       format('CREATE SCHEMA IF NOT EXISTS %I', n.nspname) as sql
  from pg_namespace n
 where n.nspname !~ '^pg_' and n.nspname <> 'information_schema'

-- Without a version: the newest that the target has. The version of the source stands in the description of the database.
select 'EXTENSION' as kind, 'pg_extension:' || e.oid as key, null as parent, null as schema, e.extname as name,
       '' as needs, 'PRE' as section,
       format('CREATE EXTENSION IF NOT EXISTS %I WITH SCHEMA %I', e.extname, n.nspname) as sql
  from pg_extension e
  join pg_namespace n on n.oid = e.extnamespace

-- Since 15.
select 'PUBLICATION SCHEMA' as kind, null as key, null as parent, null as schema, p.pubname || '.' || n.nspname as name,
       format('pg_publication:%s pg_namespace:%s', p.oid, n.oid) as needs, 'POST' as section,
       format('ALTER PUBLICATION %I ADD TABLES IN SCHEMA %I', p.pubname, n.nspname) as sql
  from pg_publication_namespace s
  join pg_publication p on p.oid = s.pnpubid
  join pg_namespace n on n.oid = s.pnnspid

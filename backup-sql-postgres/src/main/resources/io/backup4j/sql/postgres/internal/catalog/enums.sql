select 'TYPE' as kind, 'pg_type:' || t.oid as key, null as parent, n.nspname as schema, t.typname as name,
       '' as needs, 'PRE' as section,
       format('CREATE TYPE %I.%I AS ENUM (%s)', n.nspname, t.typname,
              (select string_agg(quote_literal(e.enumlabel), ', ' order by e.enumsortorder)
                 from pg_enum e where e.enumtypid = t.oid)) as sql
  from pg_type t
  join pg_namespace n on n.oid = t.typnamespace
 where t.typtype = 'e' and t.oid >= 16384

select 'TYPE' as kind, 'pg_type:' || t.oid as key, null as parent, n.nspname as schema, t.typname as name,
       '' as needs, 'PRE' as section,
       format('CREATE TYPE %I.%I AS (%s)', n.nspname, t.typname,
              (select string_agg(format('%I %s%s', a.attname, format_type(a.atttypid, a.atttypmod),
                                        case when a.attcollation <> 0 and a.attcollation <> y.typcollation
                                             then ' COLLATE ' || a.attcollation::regcollation else '' end),
                                 ', ' order by a.attnum)
                 from pg_attribute a join pg_type y on y.oid = a.atttypid
                where a.attrelid = t.typrelid and a.attnum > 0 and not a.attisdropped)) as sql
  from pg_type t
  join pg_namespace n on n.oid = t.typnamespace
  join pg_class c on c.oid = t.typrelid and c.relkind = 'c'
 where t.oid >= 16384

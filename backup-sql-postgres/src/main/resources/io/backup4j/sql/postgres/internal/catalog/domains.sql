select 'DOMAIN' as kind, 'pg_type:' || t.oid as key, null as parent, n.nspname as schema, t.typname as name,
       '' as needs, 'PRE' as section,
       format('CREATE DOMAIN %I.%I AS %s%s%s%s%s', n.nspname, t.typname, format_type(t.typbasetype, t.typtypmod),
              case when t.typcollation <> 0 and t.typcollation <> b.typcollation
                   then ' COLLATE ' || t.typcollation::regcollation else '' end,
              case when t.typdefaultbin is not null then ' DEFAULT ' || pg_get_expr(t.typdefaultbin, 0)
                   when t.typdefault is not null then ' DEFAULT ' || quote_literal(t.typdefault) else '' end,
              -- Not-null constraints of domains have names since 17.
              case when t.typnotnull then coalesce((select format(' CONSTRAINT %I', k.conname) from pg_constraint k
                                                     where k.contypid = t.oid and k.contype = 'n'), '') || ' NOT NULL' else '' end,
              (select string_agg(format(' CONSTRAINT %I %s', k.conname, pg_get_constraintdef(k.oid)), '' order by k.conname)
                 from pg_constraint k where k.contypid = t.oid and k.contype = 'c' and k.convalidated)) as sql
  from pg_type t
  join pg_type b on b.oid = t.typbasetype
  join pg_namespace n on n.oid = t.typnamespace
 where t.typtype = 'd' and t.oid >= 16384
union all
select 'CONSTRAINT', 'pg_constraint:' || k.oid, null, n.nspname, t.typname || '.' || k.conname, 'pg_type:' || t.oid, 'POST',
       format('ALTER DOMAIN %I.%I ADD CONSTRAINT %I %s', n.nspname, t.typname, k.conname, pg_get_constraintdef(k.oid))
  from pg_constraint k
  join pg_type t on t.oid = k.contypid
  join pg_namespace n on n.oid = t.typnamespace
 where k.contype = 'c' and not k.convalidated

-- The column of the locale was renamed twice (15, 17), hence to_jsonb.
select 'COLLATION' as kind, 'pg_collation:' || c.oid as key, null as parent, n.nspname as schema, c.collname as name,
       '' as needs, 'PRE' as section,
       format('CREATE COLLATION %I.%I (PROVIDER = %s, DETERMINISTIC = %s, %s%s)', n.nspname, c.collname,
              case c.collprovider when 'i' then 'icu' when 'b' then 'builtin' else 'libc' end,
              c.collisdeterministic::text,
              case when c.collprovider = 'c' then format('LC_COLLATE = %L, LC_CTYPE = %L', c.collcollate, c.collctype)
                   else format('LOCALE = %L', coalesce(j ->> 'colllocale', j ->> 'colliculocale', j ->> 'collcollate')) end,
              case when j ->> 'collicurules' is null then '' else format(', RULES = %L', j ->> 'collicurules') end) as sql
  from pg_collation c
  join pg_namespace n on n.oid = c.collnamespace
  cross join lateral to_jsonb(c) j
 where c.oid >= 16384

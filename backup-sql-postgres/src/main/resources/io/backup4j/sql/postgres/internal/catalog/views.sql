select case c.relkind when 'v' then 'VIEW' else 'MATERIALIZED VIEW' end as kind, 'pg_class:' || c.oid as key, null as parent,
       n.nspname as schema, c.relname as name, '' as needs, 'PRE' as section,
       format('CREATE %s %I.%I%s%s AS%s%s%s%s',
              case c.relkind when 'v' then 'VIEW' else 'MATERIALIZED VIEW' end, n.nspname, c.relname,
              case when c.relkind = 'm' and am.amname <> 'heap' then format(' USING %I', am.amname) else '' end,
              (select ' WITH (' || string_agg(format('%s=%L', o.option_name, o.option_value), ', ') || ')'
                 from pg_options_to_table(c.reloptions) o having count(*) > 0),
              E'\n', rtrim(pg_get_viewdef(c.oid), ';'),
              case c.relkind when 'm' then E'\n  WITH NO DATA' else '' end,
              (select string_agg(format(E';\nALTER MATERIALIZED VIEW %I.%I ALTER COLUMN %I SET STATISTICS %s', n.nspname, c.relname,
                                        a.attname, a.attstattarget), '' order by a.attnum)
                 from pg_attribute a where c.relkind = 'm' and a.attrelid = c.oid and a.attnum > 0
                  and coalesce(a.attstattarget, -1) >= 0)) as sql
  from pg_class c
  join pg_namespace n on n.oid = c.relnamespace
  left join pg_am am on am.oid = c.relam
 where c.relkind in ('v', 'm') and c.oid >= 16384 and c.relpersistence <> 't'
   and not exists (select from pg_depend d where d.classid = 'pg_class'::regclass and d.objid = c.oid and d.deptype = 'e')
union all
select 'REFRESH', null, 'pg_class:' || c.oid, n.nspname, c.relname, 'pg_class:' || c.oid, 'POST',
       format('REFRESH MATERIALIZED VIEW %I.%I', n.nspname, c.relname)
  from pg_class c
  join pg_namespace n on n.oid = c.relnamespace
 where c.relkind = 'm' and c.relispopulated and c.oid >= 16384

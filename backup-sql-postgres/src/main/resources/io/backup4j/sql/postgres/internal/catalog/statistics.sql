select 'STATISTICS' as kind, 'pg_statistic_ext:' || s.oid as key, 'pg_class:' || s.stxrelid as parent, n.nspname as schema,
       s.stxname as name, 'pg_class:' || s.stxrelid as needs, 'POST' as section,
       pg_get_statisticsobjdef(s.oid) || case when coalesce(s.stxstattarget, -1) >= 0
         then format(E';\nALTER STATISTICS %I.%I SET STATISTICS %s', n.nspname, s.stxname, s.stxstattarget) else '' end as sql
  from pg_statistic_ext s
  join pg_namespace n on n.oid = s.stxnamespace

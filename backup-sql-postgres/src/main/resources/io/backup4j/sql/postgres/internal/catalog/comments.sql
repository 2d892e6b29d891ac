-- What an object is called by pg_identify_object is, with few exceptions, what COMMENT ON calls it; an aggregate is, as a routine.
select 'COMMENT' as kind, null as key, case when r.oid is null then null else 'pg_class:' || r.oid end as parent,
       null as schema, i.identity as name, format('%s:%s', translate(d.classoid::regclass::text, '"', ''), d.objoid) as needs,
       'POST' as section,
       format('COMMENT ON %s %s IS %L',
              case when i.type in ('table column', 'view column', 'materialized view column', 'composite type column') then 'COLUMN'
                   when i.type in ('table constraint', 'domain constraint') then 'CONSTRAINT'
                   when i.type = 'statistics object' then 'STATISTICS' when i.type = 'aggregate' then 'ROUTINE' else upper(i.type) end,
              case when k.oid is null then i.identity else format('%I ON DOMAIN %s', k.conname, k.contypid::regtype) end,
              d.description) as sql
  from pg_description d
  cross join lateral pg_identify_object(d.classoid, d.objoid, d.objsubid) i
  left join pg_class r on d.classoid = 'pg_class'::regclass and r.oid = d.objoid
  left join pg_constraint k on d.classoid = 'pg_constraint'::regclass and k.oid = d.objoid and k.contypid <> 0
 where d.objoid >= 16384
    or d.classoid = 'pg_namespace'::regclass and d.objoid = to_regnamespace('public') and d.description <> 'standard public schema'
union all
select 'DATABASE COMMENT', null, null, null, 'the database', '', 'POST',
       format('DO %L', format('BEGIN EXECUTE pg_catalog.format(%L, pg_catalog.current_database()); END',
              format('COMMENT ON DATABASE %%I IS %L', replace(s.description, '%', '%%'))))
  from pg_shdescription s
 where s.classoid = 'pg_database'::regclass and s.objoid = (select oid from pg_database where datname = current_database())

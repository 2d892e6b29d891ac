with owned as (
  select 'pg_namespace'::regclass as class, oid, nspowner as owner from pg_namespace
  union all select 'pg_class'::regclass, oid, relowner from pg_class
    where relkind in ('r', 'p', 'v', 'm') or relkind = 'S' and not exists (select from pg_depend d
          where d.classid = 'pg_class'::regclass and d.objid = pg_class.oid and d.deptype in ('a', 'i')
            and d.refclassid = 'pg_class'::regclass)
  union all select 'pg_type'::regclass, t.oid, t.typowner from pg_type t left join pg_class c on c.oid = t.typrelid
    where t.typtype in ('e', 'd', 'r') or c.relkind = 'c'
  union all select 'pg_proc'::regclass, oid, proowner from pg_proc
  union all select 'pg_collation'::regclass, oid, collowner from pg_collation
  union all select 'pg_statistic_ext'::regclass, oid, stxowner from pg_statistic_ext
  union all select 'pg_publication'::regclass, oid, pubowner from pg_publication
  union all select 'pg_event_trigger'::regclass, oid, evtowner from pg_event_trigger
)
select 'OWNER' as kind, null as key, case when o.class = 'pg_class'::regclass then 'pg_class:' || o.oid end as parent, null as schema,
       i.identity as name, translate(o.class::text, '"', '') || ':' || o.oid as needs, 'PRIVILEGES' as section,
       -- As a routine, an aggregate of any row is called "name()", as its identity is.
       format('ALTER %s %s OWNER TO %I', case i.type when 'statistics object' then 'STATISTICS' when 'aggregate' then 'ROUTINE'
              else upper(i.type) end, i.identity, r.rolname) as sql
  from owned o
  join pg_roles r on r.oid = o.owner
  cross join lateral pg_identify_object(o.class, o.oid, 0) i
 where o.oid >= 16384
    or o.class = 'pg_namespace'::regclass and o.oid = to_regnamespace('public') and r.rolname not in ('postgres', 'pg_database_owner')

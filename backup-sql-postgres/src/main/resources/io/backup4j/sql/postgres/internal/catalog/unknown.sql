-- Everything of the user's that no other query here knows how to create. Members of extensions are left out by the reader.
with found as (
  select 'pg_cast'::regclass as class, oid, null::oid as schema from pg_cast
  union all select 'pg_conversion'::regclass, oid, connamespace from pg_conversion
  union all select 'pg_operator'::regclass, oid, oprnamespace from pg_operator
  union all select 'pg_opclass'::regclass, oid, opcnamespace from pg_opclass
  union all select 'pg_opfamily'::regclass, oid, opfnamespace from pg_opfamily
  union all select 'pg_ts_config'::regclass, oid, cfgnamespace from pg_ts_config
  union all select 'pg_ts_dict'::regclass, oid, dictnamespace from pg_ts_dict
  union all select 'pg_ts_parser'::regclass, oid, prsnamespace from pg_ts_parser
  union all select 'pg_ts_template'::regclass, oid, tmplnamespace from pg_ts_template
  union all select 'pg_am'::regclass, oid, null from pg_am
  union all select 'pg_language'::regclass, oid, null from pg_language
  union all select 'pg_transform'::regclass, oid, null from pg_transform
  union all select 'pg_foreign_data_wrapper'::regclass, oid, null from pg_foreign_data_wrapper
  union all select 'pg_foreign_server'::regclass, oid, null from pg_foreign_server
  union all select 'pg_class'::regclass, oid, relnamespace from pg_class where relkind = 'f' or relkind in ('r', 'p') and reloftype <> 0
  union all select 'pg_type'::regclass, t.oid, typnamespace from pg_type t left join pg_range r on r.rngtypid = t.oid
    where typtype = 'p' or r.rngcanonical <> 0
       or typtype = 'b' and not exists (select from pg_type e where e.typarray = t.oid)
  union all select 'pg_proc'::regclass, p.oid, pronamespace from pg_proc p join pg_aggregate a on a.aggfnoid = p.oid where a.aggkind <> 'n'
)
select translate(f.class::text, '"', '') || ':' || f.oid as key, n.nspname as schema, i.type as type, i.identity as name
  from found f
  cross join lateral pg_identify_object(f.class, f.oid, 0) i
  left join pg_namespace n on n.oid = f.schema
 where f.oid >= 16384
   -- Range types bring casts along.
   and not exists (select from pg_depend d where d.classid = f.class and d.objid = f.oid and d.deptype = 'i')
union all
select 'pg_seclabel', null, 'security label', format('of %s', i.identity)
  from pg_seclabel s
  cross join lateral pg_identify_object(s.classoid, s.objoid, s.objsubid) i

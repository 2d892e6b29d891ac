-- Which object stands for another one: what is created or goes together with it.
select 'pg_type:' || t.oid as alias, 'pg_class:' || t.typrelid as key
  from pg_type t join pg_class c on c.oid = t.typrelid and c.relkind <> 'c' where t.oid >= 16384
union all select 'pg_class:' || t.typrelid, 'pg_type:' || t.oid
  from pg_type t join pg_class c on c.oid = t.typrelid and c.relkind = 'c' where t.oid >= 16384
union all select 'pg_type:' || t.typarray, 'pg_type:' || t.oid from pg_type t where t.typarray <> 0 and t.oid >= 16384
union all select 'pg_type:' || r.rngmultitypid, 'pg_type:' || r.rngtypid from pg_range r where r.rngtypid >= 16384
union all select 'pg_rewrite:' || r.oid, 'pg_class:' || r.ev_class
  from pg_rewrite r join pg_class c on c.oid = r.ev_class where r.rulename = '_RETURN' and c.relkind in ('v', 'm') and r.oid >= 16384
union all select 'pg_attrdef:' || d.oid, 'pg_class:' || d.adrelid from pg_attrdef d where d.oid >= 16384
union all select 'pg_constraint:' || k.oid, 'pg_class:' || k.conrelid
  from pg_constraint k where k.conrelid <> 0 and k.contype in ('c', 'n') and k.oid >= 16384
union all select 'pg_constraint:' || k.oid, 'pg_type:' || k.contypid from pg_constraint k where k.contypid <> 0 and k.oid >= 16384
union all select 'pg_class:' || k.conindid, 'pg_constraint:' || k.oid
  from pg_constraint k where k.contype in ('p', 'u', 'x') and k.oid >= 16384
union all select 'pg_constraint:' || k.oid, 'pg_constraint:' || k.conparentid
  from pg_constraint k where k.contype = 'f' and k.conparentid <> 0
union all select 'pg_trigger:' || t.oid, 'pg_trigger:' || t.tgparentid from pg_trigger t where t.tgparentid <> 0
union all select translate(d.classid::regclass::text, '"', '') || ':' || d.objid, 'pg_class:' || d.refobjid
  from pg_depend d join pg_class s on s.oid = d.objid and s.relkind = 'S'
 where d.classid = 'pg_class'::regclass and d.refclassid = 'pg_class'::regclass and d.deptype = 'i'
union all select translate(d.classid::regclass::text, '"', '') || ':' || d.objid, 'pg_extension:' || d.refobjid
  from pg_depend d where d.deptype = 'e' and d.refclassid = 'pg_extension'::regclass

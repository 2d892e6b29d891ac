-- Sequences of identity columns are made with their tables.
select 'SEQUENCE' as kind, 'pg_class:' || c.oid as key,
       (select 'pg_class:' || o.refobjid from pg_depend o where o.classid = 'pg_class'::regclass and o.objid = c.oid
           and o.refclassid = 'pg_class'::regclass and o.deptype = 'a') as parent, n.nspname as schema, c.relname as name,
       '' as needs, 'PRE' as section,
       format('CREATE %sSEQUENCE %I.%I AS %s START WITH %s INCREMENT BY %s MINVALUE %s MAXVALUE %s CACHE %s%s',
              case c.relpersistence when 'u' then 'UNLOGGED ' else '' end, n.nspname, c.relname,
              format_type(s.seqtypid, null), s.seqstart, s.seqincrement, s.seqmin, s.seqmax, s.seqcache,
              case when s.seqcycle then ' CYCLE' else '' end) as sql
  from pg_class c
  join pg_sequence s on s.seqrelid = c.oid
  join pg_namespace n on n.oid = c.relnamespace
 where c.oid >= 16384 and c.relpersistence <> 't'
   and not exists (select from pg_depend d where d.classid = 'pg_class'::regclass and d.objid = c.oid and d.deptype = 'i')
union all
select 'SEQUENCE OWNER', null, 'pg_class:' || t.oid, n.nspname, c.relname, format('pg_class:%s pg_class:%s', c.oid, t.oid), 'PRE',
       format('ALTER SEQUENCE %I.%I OWNED BY %I.%I.%I', n.nspname, c.relname, tn.nspname, t.relname, a.attname)
  from pg_depend d
  join pg_class c on c.oid = d.objid and c.relkind = 'S'
  join pg_namespace n on n.oid = c.relnamespace
  join pg_class t on t.oid = d.refobjid
  join pg_namespace tn on tn.oid = t.relnamespace
  join pg_attribute a on a.attrelid = t.oid and a.attnum = d.refobjsubid
 where d.classid = 'pg_class'::regclass and d.refclassid = 'pg_class'::regclass and d.deptype = 'a' and c.oid >= 16384

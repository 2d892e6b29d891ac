-- Defaults that call functions, and defaults of views.
select 'DEFAULT' as kind, 'pg_attrdef:' || d.oid as key, 'pg_class:' || c.oid as parent, n.nspname as schema,
       c.relname || '.' || a.attname as name, 'pg_class:' || c.oid as needs, 'PRE' as section,
       format('ALTER TABLE ONLY %I.%I ALTER COLUMN %I SET DEFAULT %s', n.nspname, c.relname, a.attname,
              pg_get_expr(d.adbin, d.adrelid)) as sql
  from pg_attrdef d
  join pg_attribute a on a.attrelid = d.adrelid and a.attnum = d.adnum and a.attgenerated = ''
  join pg_class c on c.oid = d.adrelid and c.relkind in ('r', 'p', 'v') and c.relpersistence <> 't'
  join pg_namespace n on n.oid = c.relnamespace
 where d.oid >= 16384
   and (c.relkind = 'v' or exists (select from pg_depend p where p.classid = 'pg_attrdef'::regclass and p.objid = d.oid
                                      and p.refclassid = 'pg_proc'::regclass and p.refobjid >= 16384))

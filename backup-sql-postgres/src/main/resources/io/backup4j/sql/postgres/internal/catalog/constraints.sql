-- Foreign keys, and checks that are not part of CREATE TABLE: not validated ones and those that call functions.
select case k.contype when 'f' then 'FOREIGN KEY' else 'CHECK' end as kind, 'pg_constraint:' || k.oid as key,
       'pg_class:' || c.oid as parent, n.nspname as schema, c.relname || '.' || k.conname as name,
       'pg_class:' || c.oid || case when k.contype = 'f' then ' pg_class:' || k.confrelid else '' end as needs, 'POST' as section,
       format('ALTER TABLE %s%I.%I ADD CONSTRAINT %I %s',
              case when k.contype = 'f' and c.relkind = 'r' then 'ONLY ' else '' end,
              n.nspname, c.relname, k.conname, pg_get_constraintdef(k.oid)) as sql
  from pg_constraint k
  join pg_class c on c.oid = k.conrelid and c.relkind in ('r', 'p') and c.relpersistence <> 't'
  join pg_namespace n on n.oid = c.relnamespace
 where k.oid >= 16384
   and (k.contype = 'f' and k.conparentid = 0
     or k.contype = 'c' and k.conislocal
        and (not k.convalidated and coalesce((to_jsonb(k) ->> 'conenforced')::boolean, true)
          or exists (select from pg_depend p where p.classid = 'pg_constraint'::regclass and p.objid = k.oid
                        and p.refclassid = 'pg_proc'::regclass and p.refobjid >= 16384))
     or k.contype = 'n' and k.conislocal and not k.convalidated)

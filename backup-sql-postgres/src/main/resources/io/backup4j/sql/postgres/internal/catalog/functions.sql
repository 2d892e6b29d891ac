select case p.prokind when 'p' then 'PROCEDURE' else 'FUNCTION' end as kind, 'pg_proc:' || p.oid as key, null as parent,
       n.nspname as schema, format('%s(%s)', p.proname, pg_get_function_identity_arguments(p.oid)) as name,
       '' as needs, 'PRE' as section,
       pg_get_functiondef(p.oid) as sql
  from pg_proc p
  join pg_namespace n on n.oid = p.pronamespace
 where p.prokind in ('f', 'p', 'w') and p.oid >= 16384
   -- Not what an extension or a range type brings along.
   and not exists (select from pg_depend d where d.classid = 'pg_proc'::regclass and d.objid = p.oid and d.deptype in ('e', 'i'))

select 'TRIGGER' as kind, 'pg_trigger:' || t.oid as key, 'pg_class:' || c.oid as parent, n.nspname as schema,
       c.relname || '.' || t.tgname as name, 'pg_class:' || c.oid as needs, 'POST' as section,
       pg_get_triggerdef(t.oid) || case t.tgenabled when 'O' then '' else
         format(E';\nALTER TABLE %I.%I %s TRIGGER %I', n.nspname, c.relname,
                case t.tgenabled when 'D' then 'DISABLE' when 'R' then 'ENABLE REPLICA' else 'ENABLE ALWAYS' end, t.tgname) end as sql
  from pg_trigger t
  join pg_class c on c.oid = t.tgrelid
  join pg_namespace n on n.oid = c.relnamespace
 where not t.tgisinternal and t.tgparentid = 0 and t.oid >= 16384
union all
-- A trigger that a partition got from its parent, switched otherwise than there.
select 'TRIGGER STATE', null, 'pg_class:' || c.oid, n.nspname, c.relname || '.' || t.tgname, 'pg_trigger:' || p.oid, 'POST',
       format('ALTER TABLE %I.%I %s TRIGGER %I', n.nspname, c.relname,
              case t.tgenabled when 'O' then 'ENABLE' when 'D' then 'DISABLE' when 'R' then 'ENABLE REPLICA' else 'ENABLE ALWAYS' end,
              t.tgname)
  from pg_trigger t
  join pg_trigger p on p.oid = t.tgparentid
  join pg_class c on c.oid = t.tgrelid
  join pg_namespace n on n.oid = c.relnamespace
 where not p.tgisinternal and t.tgenabled <> p.tgenabled

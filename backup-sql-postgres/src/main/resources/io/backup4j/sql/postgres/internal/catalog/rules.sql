select 'RULE' as kind, 'pg_rewrite:' || r.oid as key, 'pg_class:' || c.oid as parent, n.nspname as schema,
       c.relname || '.' || r.rulename as name, 'pg_class:' || c.oid as needs, 'POST' as section,
       rtrim(pg_get_ruledef(r.oid), ';') || case r.ev_enabled when 'O' then '' else
         format(E';\nALTER TABLE %I.%I %s RULE %I', n.nspname, c.relname,
                case r.ev_enabled when 'D' then 'DISABLE' when 'R' then 'ENABLE REPLICA' else 'ENABLE ALWAYS' end, r.rulename) end as sql
  from pg_rewrite r
  join pg_class c on c.oid = r.ev_class
  join pg_namespace n on n.oid = c.relnamespace
 where r.oid >= 16384 and not (r.rulename = '_RETURN' and c.relkind in ('v', 'm'))

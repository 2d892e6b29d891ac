select 'EVENT TRIGGER' as kind, 'pg_event_trigger:' || e.oid as key, null as parent, null as schema, e.evtname as name,
       '' as needs, 'POST' as section,
       format('CREATE EVENT TRIGGER %I ON %s%s EXECUTE FUNCTION %I.%I()%s', e.evtname, e.evtevent,
              (select ' WHEN TAG IN (' || string_agg(quote_literal(t), ', ') || ')' from unnest(e.evttags) t having count(*) > 0),
              n.nspname, f.proname,
              case e.evtenabled when 'O' then '' else format(E';\nALTER EVENT TRIGGER %I %s', e.evtname,
                case e.evtenabled when 'D' then 'DISABLE' when 'R' then 'ENABLE REPLICA' else 'ENABLE ALWAYS' end) end) as sql
  from pg_event_trigger e
  join pg_proc f on f.oid = e.evtfoid
  join pg_namespace n on n.oid = f.pronamespace

-- Plain aggregates; ordered-set and hypothetical ones stand in unknown.sql.
select 'AGGREGATE' as kind, 'pg_proc:' || p.oid as key, null as parent, n.nspname as schema,
       format('%s(%s)', p.proname, pg_get_function_identity_arguments(p.oid)) as name, '' as needs, 'PRE' as section,
       format('CREATE AGGREGATE %I.%I(%s) (%s)', n.nspname, p.proname,
              case when p.pronargs = 0 then '*' else pg_get_function_arguments(p.oid) end,
              concat_ws(', ',
                'SFUNC = ' || a.aggtransfn,
                'STYPE = ' || format_type(a.aggtranstype, null),
                case when a.aggtransspace <> 0 then 'SSPACE = ' || a.aggtransspace end,
                case when a.aggfinalfn <> 0 then 'FINALFUNC = ' || a.aggfinalfn end,
                case when a.aggfinalextra then 'FINALFUNC_EXTRA' end,
                case when a.aggfinalfn <> 0 then 'FINALFUNC_MODIFY = ' || m.word end,
                case when a.aggcombinefn <> 0 then 'COMBINEFUNC = ' || a.aggcombinefn end,
                case when a.aggserialfn <> 0 then 'SERIALFUNC = ' || a.aggserialfn end,
                case when a.aggdeserialfn <> 0 then 'DESERIALFUNC = ' || a.aggdeserialfn end,
                case when a.agginitval is not null then 'INITCOND = ' || quote_literal(a.agginitval) end,
                case when a.aggmtransfn <> 0 then 'MSFUNC = ' || a.aggmtransfn end,
                case when a.aggminvtransfn <> 0 then 'MINVFUNC = ' || a.aggminvtransfn end,
                case when a.aggmtranstype <> 0 then 'MSTYPE = ' || format_type(a.aggmtranstype, null) end,
                case when a.aggmtransspace <> 0 then 'MSSPACE = ' || a.aggmtransspace end,
                case when a.aggmfinalfn <> 0 then 'MFINALFUNC = ' || a.aggmfinalfn end,
                case when a.aggmfinalextra then 'MFINALFUNC_EXTRA' end,
                case when a.aggmfinalfn <> 0 then 'MFINALFUNC_MODIFY = ' || mm.word end,
                case when a.aggminitval is not null then 'MINITCOND = ' || quote_literal(a.aggminitval) end,
                case when a.aggsortop <> 0 then (select format('SORTOP = OPERATOR(%I.%s)', sn.nspname, o.oprname)
                     from pg_operator o join pg_namespace sn on sn.oid = o.oprnamespace where o.oid = a.aggsortop) end,
                case p.proparallel when 's' then 'PARALLEL = SAFE' when 'r' then 'PARALLEL = RESTRICTED' end)) as sql
  from pg_proc p
  join pg_namespace n on n.oid = p.pronamespace
  join pg_aggregate a on a.aggfnoid = p.oid
  cross join lateral (select case a.aggfinalmodify when 's' then 'SHAREABLE' when 'w' then 'READ_WRITE' else 'READ_ONLY' end as word) m
  cross join lateral (select case a.aggmfinalmodify when 's' then 'SHAREABLE' when 'w' then 'READ_WRITE' else 'READ_ONLY' end as word) mm
 where p.prokind = 'a' and a.aggkind = 'n' and p.oid >= 16384

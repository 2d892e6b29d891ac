select 'TYPE' as kind, 'pg_type:' || t.oid as key, null as parent, n.nspname as schema, t.typname as name,
       '' as needs, 'PRE' as section,
       format('CREATE TYPE %I.%I AS RANGE (SUBTYPE = %s%s%s%s, MULTIRANGE_TYPE_NAME = %s)', n.nspname, t.typname,
              format_type(r.rngsubtype, null),
              case when o.opcdefault then '' else format(', SUBTYPE_OPCLASS = %I.%I', o.opcschema, o.opcname) end,
              case when r.rngcollation <> 0 and r.rngcollation <> s.typcollation
                   then ', COLLATION = ' || r.rngcollation::regcollation else '' end,
              case when r.rngsubdiff <> 0
                   then format(', SUBTYPE_DIFF = %s', (select format('%I.%I', fn.nspname, f.proname) from pg_proc f
                                join pg_namespace fn on fn.oid = f.pronamespace where f.oid = r.rngsubdiff)) else '' end,
              format_type(r.rngmultitypid, null)) as sql
  from pg_range r
  join pg_type t on t.oid = r.rngtypid
  join pg_type s on s.oid = r.rngsubtype
  join pg_namespace n on n.oid = t.typnamespace
  join (select oc.oid, oc.opcdefault, oc.opcname, ns.nspname as opcschema
          from pg_opclass oc join pg_namespace ns on ns.oid = oc.opcnamespace) o on o.oid = r.rngsubopc
 where t.oid >= 16384 and r.rngcanonical = 0

-- Who may do what. What differs from the defaults begins with taking everything away from everybody and the owner.
with since_17 as (
  -- MAINTAIN came with 17, where the owner of every table has it: on an older server it is left out, with a remark of the plan.
  select 'BEGIN IF pg_catalog.current_setting(''server_version_num'')::int >= 170000 THEN EXECUTE %L; END IF; END' as template
), held as (
  select 'pg_namespace'::regclass as class, oid, 0 as sub, nspacl as acl, nspowner as owner, 'SCHEMA' as word,
         quote_ident(nspname) as target from pg_namespace where nspname !~ '^pg_' and nspname <> 'information_schema'
  union all select 'pg_class'::regclass, c.oid, 0, relacl, relowner, case relkind when 'S' then 'SEQUENCE' else 'TABLE' end,
         format('%I.%I', n.nspname, relname)
    from pg_class c join pg_namespace n on n.oid = relnamespace where relkind in ('r', 'p', 'v', 'm', 'S') and c.oid >= 16384
  union all select 'pg_class'::regclass, c.oid, attnum, attacl, relowner, 'TABLE', format('%I.%I', n.nspname, relname)
    from pg_attribute a join pg_class c on c.oid = a.attrelid join pg_namespace n on n.oid = relnamespace
   where attacl is not null and not attisdropped and relkind in ('r', 'p', 'v', 'm') and c.oid >= 16384
  union all select 'pg_type'::regclass, t.oid, 0, typacl, typowner, case typtype when 'd' then 'DOMAIN' else 'TYPE' end,
         format('%I.%I', n.nspname, typname)
    from pg_type t join pg_namespace n on n.oid = typnamespace where t.oid >= 16384
  union all select 'pg_proc'::regclass, p.oid, 0, proacl, proowner, case prokind when 'p' then 'PROCEDURE' else 'FUNCTION' end,
         format('%I.%I(%s)', n.nspname, proname, pg_get_function_identity_arguments(p.oid))
    from pg_proc p join pg_namespace n on n.oid = pronamespace where p.oid >= 16384
), granted as (
  select h.class, h.oid, h.sub, x.grantee, x.is_grantable, x.privilege_type = 'MAINTAIN' as is_since_17,
         format('GRANT %s ON %s %s TO %s%s',
                string_agg(x.privilege_type || case when h.sub <> 0 then format(' (%I)', a.attname) else '' end, ', ' order by x.privilege_type),
                h.word, h.target, case x.grantee when 0 then 'PUBLIC' else quote_ident(pg_get_userbyid(x.grantee)) end,
                case when x.is_grantable then ' WITH GRANT OPTION' else '' end) as sql
    from held h
    cross join lateral aclexplode(h.acl) x
    left join pg_attribute a on h.sub <> 0 and a.attrelid = h.oid and a.attnum = h.sub
   group by h.class, h.oid, h.sub, h.target, h.word, x.grantee, x.is_grantable, is_since_17
)
-- Those of columns, of which the system's have negative numbers, come last: taking everything away from a table takes them away too.
select case when h.sub = 0 then 'PRIVILEGES' else 'COLUMN PRIVILEGES' end as kind, null as key, case when h.class = 'pg_class'::regclass then 'pg_class:' || h.oid end as parent,
       null as schema, h.target as name, translate(h.class::text, '"', '') || ':' || h.oid as needs, 'PRIVILEGES' as section,
       concat(
         case when h.sub = 0 then format(E'REVOKE ALL ON %s %s FROM PUBLIC;\nREVOKE ALL ON %1$s %2$s FROM %I', h.word, h.target,
                                         pg_get_userbyid(h.owner)) end,
         (select string_agg(case when h.sub = 0 then E';\n' else '' end
                   || case when g.is_since_17 then format('DO %L', format(s.template, g.sql)) else g.sql end,
                   case when h.sub = 0 then '' else E';\n' end order by g.grantee, g.is_grantable, g.is_since_17)
            from granted g cross join since_17 s where g.class = h.class and g.oid = h.oid and g.sub = h.sub)) as sql
  from held h
 where h.acl is not null
   -- What initdb gave the schema "public" is the same in every new database of that version.
   and not (h.class = 'pg_namespace'::regclass and h.acl is not distinct from
            (select i.initprivs from pg_init_privs i where i.classoid = 'pg_namespace'::regclass and i.objoid = h.oid and i.privtype = 'i'))
union all
select 'DEFAULT PRIVILEGES', null, null, n.nspname, pg_get_userbyid(d.defaclrole),
       coalesce('pg_namespace:' || n.oid, ''), 'PRIVILEGES',
       concat(
         -- Global ones replace what is built in; those of a schema only add to it.
         case when n.oid is null then format(E'ALTER DEFAULT PRIVILEGES FOR ROLE %I REVOKE ALL ON %s FROM PUBLIC;\n'
              || E'ALTER DEFAULT PRIVILEGES FOR ROLE %1$I REVOKE ALL ON %2$s FROM %1$I', pg_get_userbyid(d.defaclrole), w.word) end,
         (select string_agg(case when n.oid is null then E';\n' else '' end
                   || case when x.privilege_type = 'MAINTAIN' then format('DO %L', format(s.template, g.sql)) else g.sql end,
                   case when n.oid is null then '' else E';\n' end order by x.grantee, x.privilege_type)
            from aclexplode(d.defaclacl) x
            cross join since_17 s
            cross join lateral (select format('ALTER DEFAULT PRIVILEGES FOR ROLE %I%s GRANT %s ON %s TO %s%s', pg_get_userbyid(d.defaclrole),
                      case when n.oid is null then '' else format(' IN SCHEMA %I', n.nspname) end, x.privilege_type, w.word,
                      case x.grantee when 0 then 'PUBLIC' else quote_ident(pg_get_userbyid(x.grantee)) end,
                      case when x.is_grantable then ' WITH GRANT OPTION' else '' end) as sql) g))
  from pg_default_acl d
  left join pg_namespace n on n.oid = d.defaclnamespace
  cross join lateral (select case d.defaclobjtype when 'r' then 'TABLES' when 'S' then 'SEQUENCES' when 'f' then 'FUNCTIONS'
                                 when 'T' then 'TYPES' when 'n' then 'SCHEMAS' else 'LARGE OBJECTS' end as word) w
union all
select 'DATABASE PRIVILEGES', null, null, null, 'owner of the database', '', 'PRIVILEGES',
       format('DO %L', format('BEGIN EXECUTE pg_catalog.format(%L, pg_catalog.current_database()); END',
              'ALTER DATABASE %I OWNER TO ' || replace(quote_ident(pg_get_userbyid(d.datdba)), '%', '%%')))
  from pg_database d
 where d.datname = current_database()
union all
-- aclexplode of the database; the database has another name while it is restored.
select 'DATABASE PRIVILEGES', null, null, null, 'privileges of the database', '', 'PRIVILEGES',
       concat(
         format(E'DO %L', 'BEGIN EXECUTE pg_catalog.format(''REVOKE ALL ON DATABASE %I FROM PUBLIC'', pg_catalog.current_database()); END'),
         (select string_agg(format(E';\nDO %L', format('BEGIN EXECUTE pg_catalog.format(%L, pg_catalog.current_database()); END',
                   format('GRANT %s ON DATABASE %%I TO %s%s', x.privilege_type,
                     replace(case x.grantee when 0 then 'PUBLIC' else quote_ident(pg_get_userbyid(x.grantee)) end, '%', '%%'),
                     case when x.is_grantable then ' WITH GRANT OPTION' else '' end))), '' order by x.grantee, x.privilege_type)
            from aclexplode(d.datacl) x))
  from pg_database d
 where d.datname = current_database() and d.datacl is not null

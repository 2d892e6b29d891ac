select 'COMMENT' as kind, null as key, null as parent, null as schema, 'large object ' || d.objoid as name, '' as needs,
       'POST' as section, format('COMMENT ON LARGE OBJECT %s IS %L', d.objoid, d.description) as sql
  from pg_description d
 where d.classoid = 'pg_largeobject'::regclass
union all
-- One statement for each owner: there may be millions of large objects.
select 'OWNER', null, null, null, 'large objects of ' || r.rolname, '', 'PRIVILEGES',
       format('DO %L', format('DECLARE o oid; BEGIN FOREACH o IN ARRAY %L::oid[] LOOP EXECUTE pg_catalog.format(%L, o); END LOOP; END',
              array_agg(m.oid order by m.oid), format('ALTER LARGE OBJECT %%s OWNER TO %s', replace(quote_ident(r.rolname), '%', '%%'))))
  from pg_largeobject_metadata m
  join pg_roles r on r.oid = m.lomowner
 group by r.rolname
union all
select 'PRIVILEGES', null, null, null, 'large object ' || m.oid, '', 'PRIVILEGES',
       concat(format('REVOKE ALL ON LARGE OBJECT %s FROM %I', m.oid, pg_get_userbyid(m.lomowner)),
         (select string_agg(format(E';\nGRANT %s ON LARGE OBJECT %s TO %s%s', x.privilege_type, m.oid,
                   case x.grantee when 0 then 'PUBLIC' else quote_ident(pg_get_userbyid(x.grantee)) end,
                   case when x.is_grantable then ' WITH GRANT OPTION' else '' end), '' order by x.grantee, x.privilege_type)
            from aclexplode(m.lomacl) x))
  from pg_largeobject_metadata m
 where m.lomacl is not null

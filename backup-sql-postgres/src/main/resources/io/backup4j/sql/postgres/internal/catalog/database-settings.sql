-- Settings of the database, and of roles in it. The database will have another name while it is restored, hence the blocks.
with settings as (
  select s.setrole, x.name, l.value
    from pg_db_role_setting s
    cross join lateral (select split_part(y, '=', 1) as name, substr(y, strpos(y, '=') + 1) as value from unnest(s.setconfig) y) x
    -- What the server quotes in lists is written item by item, as pg_dump does; one text would become one item.
    cross join lateral (select case when x.name in ('search_path', 'temp_tablespaces', 'local_preload_libraries',
                'session_preload_libraries', 'shared_preload_libraries', 'unix_socket_directories')
           then coalesce((select string_agg(quote_literal(case when i.item like '"%' then replace(substr(i.item, 2, length(i.item) - 2), '""', '"')
                                                               else i.item end), ', ' order by i.number)
                            from (select m[1] as item, number from regexp_matches(x.value, '"(?:[^"]|"")*"|[^\s,]+', 'g') with ordinality r(m, number)) i),
                         quote_literal(''))
           else quote_literal(x.value) end as value) l
   where s.setdatabase = (select oid from pg_database where datname = current_database())
)
select 'DATABASE SETTING' as kind, null as key, null as parent, null as schema, s.name as name, '' as needs, 'POST' as section,
       format('DO %L', format('BEGIN EXECUTE pg_catalog.format(%L, pg_catalog.current_database()); END',
              concat('ALTER DATABASE %I SET ', quote_ident(s.name), ' TO ', replace(s.value, '%', '%%')))) as sql
  from settings s
 where s.setrole = 0
union all
select 'ROLE SETTING', null, null, null, r.rolname || '.' || s.name, '', 'PRIVILEGES',
       format('DO %L', format('BEGIN EXECUTE pg_catalog.format(%L, pg_catalog.current_database()); END',
              concat('ALTER ROLE ', replace(quote_ident(r.rolname), '%', '%%'), ' IN DATABASE %I SET ', quote_ident(s.name), ' TO ',
                     replace(s.value, '%', '%%'))))
  from settings s
  join pg_roles r on r.oid = s.setrole

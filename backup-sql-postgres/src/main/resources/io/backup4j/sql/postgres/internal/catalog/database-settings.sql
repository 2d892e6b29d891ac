-- The database will have another name while it is restored, hence the blocks.
select 'DATABASE SETTING' as kind, null as key, null as parent, null as schema, split_part(x, '=', 1) as name,
       '' as needs, 'POST' as section,
       format('DO %L', format('BEGIN EXECUTE pg_catalog.format(%L, pg_catalog.current_database()); END',
              replace(format('ALTER DATABASE %%I SET %s TO ', quote_ident(split_part(x, '=', 1))), '%%', '%')
              || replace(v.value, '%', '%%'))) as sql
  from pg_db_role_setting s
  cross join lateral unnest(s.setconfig) x
  -- Of lists, such as search_path, the stored text is quoted already.
  cross join lateral (select case when split_part(x, '=', 1) in ('search_path', 'temp_tablespaces', 'local_preload_libraries',
              'session_preload_libraries', 'shared_preload_libraries', 'unix_socket_directories', 'DateStyle')
         then substr(x, strpos(x, '=') + 1) else quote_literal(substr(x, strpos(x, '=') + 1)) end as value) v
 where s.setdatabase = (select oid from pg_database where datname = current_database()) and s.setrole = 0

-- Generated columns came with 18, hence to_jsonb.
select 'PUBLICATION' as kind, 'pg_publication:' || p.oid as key, null as parent, null as schema, p.pubname as name,
       '' as needs, 'POST' as section,
       format('CREATE PUBLICATION %I%s WITH (publish = %L, publish_via_partition_root = %s%s)', p.pubname,
              case when p.puballtables then ' FOR ALL TABLES' else '' end,
              concat_ws(', ', case when p.pubinsert then 'insert' end, case when p.pubupdate then 'update' end,
                        case when p.pubdelete then 'delete' end, case when p.pubtruncate then 'truncate' end),
              p.pubviaroot::text,
              case when to_jsonb(p) ->> 'pubgencols' = 's' then ', publish_generated_columns = stored' else '' end) as sql
  from pg_publication p
union all
select 'PUBLICATION TABLE', null, null, null, p.pubname || '.' || c.relname,
       format('pg_publication:%s pg_class:%s', p.oid, c.oid), 'POST',
       format('ALTER PUBLICATION %I ADD TABLE ONLY %I.%I%s%s', p.pubname, n.nspname, c.relname,
              (select ' (' || string_agg(quote_ident(a.attname), ', ' order by a.attnum) || ')' from pg_attribute a
                where a.attrelid = c.oid and a.attnum = any (r.prattrs)),
              ' WHERE (' || pg_get_expr(r.prqual, c.oid) || ')')
  -- Filters and columns came with 15: where the table has none, its names mean those of "absent".
  from (select null::int2vector as prattrs, null::pg_node_tree as prqual) absent
  cross join lateral (select prpubid, prrelid, prattrs, prqual from pg_publication_rel) r
  join pg_publication p on p.oid = r.prpubid
  join pg_class c on c.oid = r.prrelid
  join pg_namespace n on n.oid = c.relnamespace

with indexes as (
  select i.indexrelid, i.indrelid, x.relname, n.nspname, x.reloptions, x.relkind, i.indisclustered, i.indisreplident,
         t.relname as tablename, tn.nspname as tableschema, t.relkind as tablekind,
         (select k.oid from pg_constraint k where k.conindid = i.indexrelid and k.contype in ('p', 'u', 'x')) as constraintid,
         concat(
           (select string_agg(format(E';\nALTER INDEX %I.%I ALTER COLUMN %s SET STATISTICS %s', n.nspname, x.relname, a.attnum,
                                     a.attstattarget), '' order by a.attnum)
              from pg_attribute a where a.attrelid = x.oid and coalesce(a.attstattarget, -1) >= 0),
           case when i.indisclustered then format(E';\nALTER TABLE %I.%I CLUSTER ON %I', tn.nspname, t.relname, x.relname) end,
           case when i.indisreplident then format(E';\nALTER TABLE ONLY %I.%I REPLICA IDENTITY USING INDEX %I',
                                                  tn.nspname, t.relname, x.relname) end) as settings
    from pg_index i
    join pg_class x on x.oid = i.indexrelid
    join pg_namespace n on n.oid = x.relnamespace
    join pg_class t on t.oid = i.indrelid and t.relkind in ('r', 'p', 'm') and t.relpersistence <> 't'
    join pg_namespace tn on tn.oid = t.relnamespace
   -- An invalid index is what a failed CREATE INDEX CONCURRENTLY leaves; that of a partitioned table lacks a partition.
   where x.oid >= 16384 and (i.indisvalid or x.relkind = 'I')
)
select 'INDEX' as kind, 'pg_class:' || x.indexrelid as key, 'pg_class:' || x.indrelid as parent, x.nspname as schema,
       x.relname as name, 'pg_class:' || x.indrelid as needs, 'POST' as section,
       pg_get_indexdef(x.indexrelid) || x.settings as sql
  from indexes x
 where x.constraintid is null
union all
select 'CONSTRAINT', 'pg_constraint:' || k.oid, 'pg_class:' || x.indrelid, x.nspname, x.tablename || '.' || k.conname,
       'pg_class:' || x.indrelid, 'POST',
       concat(
         format('ALTER TABLE ONLY %I.%I ADD CONSTRAINT %I %s', x.tableschema, x.tablename, k.conname, pg_get_constraintdef(k.oid)),
         (select format(E';\nALTER INDEX %I.%I SET (%s)', x.nspname, x.relname, string_agg(format('%s=%L', o.option_name, o.option_value), ', '))
            from pg_options_to_table(x.reloptions) o having count(*) > 0),
         x.settings)
  from indexes x
  join pg_constraint k on k.oid = x.constraintid
union all
select 'INDEX PARTITION', null, 'pg_class:' || x.indrelid, x.nspname, x.relname,
       format('pg_class:%s pg_class:%s', x.indexrelid, p.indexrelid), 'POST',
       format('ALTER INDEX %I.%I ATTACH PARTITION %I.%I', p.nspname, p.relname, x.nspname, x.relname)
  from indexes x
  join pg_inherits h on h.inhrelid = x.indexrelid
  join indexes p on p.indexrelid = h.inhparent

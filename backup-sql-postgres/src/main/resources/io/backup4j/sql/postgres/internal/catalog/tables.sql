with tables as (
  select c.oid, c.relname, n.nspname, c.relkind, c.relispartition, c.relpersistence, c.relrowsecurity, c.relforcerowsecurity,
         c.relreplident, c.reloptions, t.reloptions as toastoptions, am.amname,
         format('%I.%I', n.nspname, c.relname) as q,
         not c.relispartition and exists (select from pg_inherits i where i.inhrelid = c.oid) as inherits
    from pg_class c
    join pg_namespace n on n.oid = c.relnamespace
    left join pg_class t on t.oid = c.reltoastrelid
    left join pg_am am on am.oid = c.relam
   where c.relkind in ('r', 'p') and c.oid >= 16384 and c.relpersistence <> 't' and c.reloftype = 0
), columns as (
  select a.attrelid, a.attnum, a.attname, a.attlocal, a.attnotnull,
         format('%I %s%s%s%s', a.attname, format_type(a.atttypid, a.atttypmod),
                case when a.attcollation <> 0 and a.attcollation <> y.typcollation
                     then ' COLLATE ' || a.attcollation::regcollation else '' end,
                -- A partition has no sequence of its own: attaching it gives it the identity of its parent.
                case when s.seqname is not null then format(' GENERATED %s AS IDENTITY (SEQUENCE NAME %s %s)',
                          case a.attidentity when 'a' then 'ALWAYS' else 'BY DEFAULT' end, s.seqname, s.options)
                     when a.attgenerated <> '' then format(' GENERATED ALWAYS AS (%s) %s', pg_get_expr(d.adbin, d.adrelid),
                          case a.attgenerated when 'v' then 'VIRTUAL' else 'STORED' end)
                     when d.adbin is not null and not d.apart then ' DEFAULT ' || pg_get_expr(d.adbin, d.adrelid)
                     else '' end,
                case when a.attnotnull and k.oid is null then ' NOT NULL'
                     when k.convalidated then format(' CONSTRAINT %I NOT NULL%s', k.conname,
                                                     case when k.connoinherit then ' NO INHERIT' else '' end)
                     else '' end) as declared,
         -- A child's own, on a column of its parent: with the table, since afterwards the one that comes down has another name.
         case when not a.attlocal and k.convalidated and k.conislocal then
              format('CONSTRAINT %I NOT NULL %I%s', k.conname, a.attname, case when k.connoinherit then ' NO INHERIT' else '' end) end as not_null,
         concat(
           case when a.attstorage <> y.typstorage then format(E';\nALTER TABLE ONLY %s ALTER COLUMN %I SET STORAGE %s', t.q, a.attname,
                case a.attstorage when 'p' then 'PLAIN' when 'e' then 'EXTERNAL' when 'm' then 'MAIN' else 'EXTENDED' end) end,
           case when a.attcompression <> '' then format(E';\nALTER TABLE ONLY %s ALTER COLUMN %I SET COMPRESSION %s', t.q, a.attname,
                case a.attcompression when 'l' then 'lz4' else 'pglz' end) end,
           -- -1 meant the default until 16, null does since 17.
           case when coalesce(a.attstattarget, -1) >= 0 then
                format(E';\nALTER TABLE ONLY %s ALTER COLUMN %I SET STATISTICS %s', t.q, a.attname, a.attstattarget) end,
           case when a.attoptions is not null then
                format(E';\nALTER TABLE ONLY %s ALTER COLUMN %I SET (%s)', t.q, a.attname, array_to_string(a.attoptions, ', ')) end,
           -- What a child of a table by inheritance has otherwise than its parents.
           case when not a.attlocal and d.adbin is not null and not d.apart and a.attgenerated = '' then
                format(E';\nALTER TABLE ONLY %s ALTER COLUMN %I SET DEFAULT %s', t.q, a.attname, pg_get_expr(d.adbin, d.adrelid)) end,
           case when not a.attlocal and d.adbin is null and exists (select from pg_inherits i join pg_attribute pa on pa.attrelid = i.inhparent
                     where i.inhrelid = t.oid and pa.attname = a.attname and pa.atthasdef) then
                format(E';\nALTER TABLE ONLY %s ALTER COLUMN %I DROP DEFAULT', t.q, a.attname) end,
           case when not a.attlocal and a.attnotnull and k.oid is null and not exists (select from pg_inherits i
                     join pg_attribute pa on pa.attrelid = i.inhparent
                     where i.inhrelid = t.oid and pa.attname = a.attname and pa.attnotnull) then
                format(E';\nALTER TABLE ONLY %s ALTER COLUMN %I SET NOT NULL', t.q, a.attname) end) as settings
    from tables t
    join lateral (select x.*, x.attislocal or not t.inherits as attlocal from pg_attribute x
                   where x.attrelid = t.oid and x.attnum > 0 and not x.attisdropped) a on true
    join pg_type y on y.oid = a.atttypid
    -- "apart": a default that calls a function comes after the table, which the function may need; see defaults.sql.
    left join lateral (select ad.adbin, ad.adrelid, exists (select from pg_depend p where p.classid = 'pg_attrdef'::regclass
                              and p.objid = ad.oid and p.refclassid = 'pg_proc'::regclass and p.refobjid >= 16384) as apart
                         from pg_attrdef ad where ad.adrelid = a.attrelid and ad.adnum = a.attnum) d on true
    -- Not-null constraints have names since 18.
    left join pg_constraint k on k.conrelid = t.oid and k.contype = 'n' and k.conkey = array[a.attnum]
    left join lateral (
      select format('%I.%I', sn.nspname, sc.relname) as seqname,
             format('START WITH %s INCREMENT BY %s MINVALUE %s MAXVALUE %s CACHE %s%s', q.seqstart, q.seqincrement, q.seqmin,
                    q.seqmax, q.seqcache, case when q.seqcycle then ' CYCLE' else '' end) as options
        from pg_depend p
        join pg_class sc on sc.oid = p.objid and sc.relkind = 'S'
        join pg_namespace sn on sn.oid = sc.relnamespace
        join pg_sequence q on q.seqrelid = sc.oid
       where p.classid = 'pg_class'::regclass and p.refclassid = 'pg_class'::regclass and p.refobjid = t.oid
         and p.refobjsubid = a.attnum and p.deptype = 'i') s on a.attidentity <> ''
), checks as (
  select k.conrelid, format('CONSTRAINT %I %s', k.conname, pg_get_constraintdef(k.oid)) as declared, k.conname
    from pg_constraint k
    join tables t on t.oid = k.conrelid
   where k.contype = 'c' and (k.conislocal or t.relispartition)
     and (k.convalidated or coalesce((to_jsonb(k) ->> 'conenforced')::boolean, true) = false)
     and not exists (select from pg_depend p where p.classid = 'pg_constraint'::regclass and p.objid = k.oid
                        and p.refclassid = 'pg_proc'::regclass and p.refobjid >= 16384)
)
select 'TABLE' as kind, 'pg_class:' || t.oid as key, null as parent, t.nspname as schema, t.relname as name,
       '' as needs, 'PRE' as section,
       concat(
         format('CREATE %sTABLE %s (', case t.relpersistence when 'u' then 'UNLOGGED ' else '' end, t.q),
         (select string_agg(E'\n    ' || x.declared, ',' order by x.part, x.attnum, x.declared) from (
            select 1 as part, c.attnum, c.declared from columns c where c.attrelid = t.oid and c.attlocal
            union all
            select 2, 0, k.declared from checks k where k.conrelid = t.oid
            union all
            select 2, 0, c.not_null from columns c where c.attrelid = t.oid and c.not_null is not null) x),
         E'\n)',
         case when t.inherits then ' INHERITS (' || (select string_agg(format('%I.%I', pn.nspname, pc.relname), ', ' order by i.inhseqno)
              from pg_inherits i join pg_class pc on pc.oid = i.inhparent join pg_namespace pn on pn.oid = pc.relnamespace
             where i.inhrelid = t.oid) || ')' end,
         case when t.relkind = 'p' then ' PARTITION BY ' || pg_get_partkeydef(t.oid) end,
         case when t.amname <> 'heap' then format(' USING %I', t.amname) end,
         (select ' WITH (' || string_agg(format('%s=%L', o.name, o.value), ', ') || ')' from (
            select option_name as name, option_value as value from pg_options_to_table(t.reloptions)
            union all
            select 'toast.' || option_name, option_value from pg_options_to_table(t.toastoptions)) o having count(*) > 0),
         (select string_agg(c.settings, '' order by c.attnum) from columns c where c.attrelid = t.oid),
         case t.relreplident when 'f' then format(E';\nALTER TABLE ONLY %s REPLICA IDENTITY FULL', t.q)
                             when 'n' then format(E';\nALTER TABLE ONLY %s REPLICA IDENTITY NOTHING', t.q) end) as sql
  from tables t
union all
-- After the rows: COPY cannot write to a table with row security that holds for who restores.
select 'ROW SECURITY', null, 'pg_class:' || t.oid, t.nspname, t.relname, 'pg_class:' || t.oid, 'POST',
       concat_ws(E';\n',
         case when t.relrowsecurity then format('ALTER TABLE %s ENABLE ROW LEVEL SECURITY', t.q) end,
         case when t.relforcerowsecurity then format('ALTER TABLE ONLY %s FORCE ROW LEVEL SECURITY', t.q) end)
  from tables t
 where t.relrowsecurity or t.relforcerowsecurity
union all
select 'PARTITION', null, 'pg_class:' || t.oid, t.nspname, t.relname, format('pg_class:%s pg_class:%s', t.oid, p.oid), 'PRE',
       format('ALTER TABLE ONLY %s ATTACH PARTITION %s %s', p.q, t.q, pg_get_expr(c.relpartbound, c.oid))
  from tables t
  join pg_class c on c.oid = t.oid
  join pg_inherits i on i.inhrelid = t.oid
  join tables p on p.oid = i.inhparent
 where t.relispartition

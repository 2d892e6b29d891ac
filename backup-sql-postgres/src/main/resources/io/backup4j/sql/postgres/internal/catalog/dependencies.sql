-- What must be there before what. Not that of a partition on its parent, nor of a sequence on its column: they are joined later.
select distinct translate(d.classid::regclass::text, '"', '') || ':' || d.objid as key, translate(d.refclassid::regclass::text, '"', '') || ':' || d.refobjid as needs
  from pg_depend d
 where d.refobjid >= 16384 and d.deptype in ('n', 'a', 'i', 'P', 'S') and d.objid >= 16384
   and not (d.classid = 'pg_class'::regclass and d.refclassid = 'pg_class'::regclass and d.deptype in ('a', 'P', 'i')
            and exists (select from pg_class c where c.oid = d.objid and (c.relispartition or c.relkind in ('S', 'i', 'I', 't'))))
   and not (d.classid = 'pg_type'::regclass and d.refclassid = 'pg_class'::regclass)
   and not (d.classid = 'pg_class'::regclass and d.refclassid = 'pg_type'::regclass and d.deptype = 'i')
   and not (d.deptype in ('P', 'S') and d.classid in ('pg_constraint'::regclass, 'pg_trigger'::regclass, 'pg_class'::regclass))
   and not (d.classid = 'pg_rewrite'::regclass and d.refclassid = 'pg_class'::regclass and d.deptype = 'i')

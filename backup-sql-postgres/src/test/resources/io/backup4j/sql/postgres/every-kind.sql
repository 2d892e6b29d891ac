-- One of every kind of object that the catalogs are read for, with names and values that are awkward.
do $$ begin
  if not exists (select from pg_roles where rolname = 'b4j_owner') then
    create role b4j_owner nologin;
    create role b4j_reader nologin;
  end if;
end $$;
create schema app authorization b4j_owner;
create schema "Quoted.Schema %";
create extension if not exists hstore schema public;
create extension if not exists btree_gist schema public;
create collation app.german (provider = icu, locale = 'de-u-co-phonebk', deterministic = false);
create type app.mood as enum ('sad', 'o''k', 'happy');
create type app.address as (street text collate "C", number int, moods app.mood[]);
create type app.floatrange as range (subtype = float8, subtype_diff = float8mi);
create domain app.positive as int not null default 1 constraint must_be_positive check (value > 0) constraint small check (value < 1000000);
create domain app.present as text constraint must_be_there not null constraint "no x on y" check (value <> 'x');
create domain app.code as varchar(10) collate "C" check (value ~ '^[A-Z]+$');

create function app.touch() returns trigger language plpgsql as $f$ begin new.touched := clock_timestamp(); return new; end $f$;
create function app.add(a int, b int default 2, variadic c int[] default '{}') returns int language sql immutable parallel safe cost 5
  as 'select a + b + coalesce((select sum(x) from unnest(c) x), 0)';
create function app.pair(in a int, out x int, out y text) language sql as $$ select a, 'it''s' $$;
do $do$ begin execute $q$create function app.atomic(a int) returns int language sql begin atomic select a + 1; select case when a > 0 then 'x;' else 'y' end; select a; end$q$; end $do$;
create procedure app.nothing(inout a int) language plpgsql as $$ begin a := a; end $$;
create function app.next_code() returns text language plpgsql volatile as $$ begin return 'A' || nextval('app.free_seq'); end $$;
create aggregate app.total(int) (sfunc = int4pl, stype = int, initcond = '0', parallel = safe);
create aggregate app.middle(float8) (sfunc = float8_accum, stype = float8[], finalfunc = float8_avg, combinefunc = float8_combine, initcond = '{0,0,0}');
create aggregate app.counted(*) (sfunc = int8inc, stype = int8, initcond = '0');
create sequence app.free_seq as smallint start 5 increment 3 minvalue 2 maxvalue 3000 cache 4 cycle;

create table app.customer (
  id bigint generated always as identity (start 100 increment 10) primary key with (fillfactor = 80),
  name text not null collate "C",
  "Strange ""Name""" varchar(20) default 'it''s',
  mood app.mood default 'happy',
  home app.address,
  limits app.floatrange,
  credit app.positive,
  tags text[] default '{}',
  extra hstore,
  doc jsonb,
  touched timestamptz,
  upper_name text generated always as (upper(name)) stored,
  code text default app.next_code(),
  constraint name_not_empty check (name <> ''),
  constraint credit_adds check (app.add(credit) > 2)
) with (fillfactor = 90, autovacuum_enabled = false, toast.autovacuum_enabled = false);
alter table app.customer alter column name set statistics 500, alter column doc set storage external, alter column tags set (n_distinct = -0.5);
alter table app.customer add constraint nv check (length(name) < 100) not valid;
create function app.customer_label(c app.customer) returns text language sql stable as $$ select c.name || '!' $$;
create table app.orders (
  id serial primary key,
  customer bigint not null references app.customer on delete cascade deferrable initially deferred,
  parent int references app.orders,
  at timestamp not null default '2020-01-01',
  during tstzrange,
  exclude using gist (customer with =, during with &&) where (customer > 0),
  unique (customer, at) include (parent)
);
create index orders_at on app.orders using brin (at) with (pages_per_range = 4);
create unique index orders_expression on app.orders ((id + 1), md5(id::text) collate "C" desc nulls last) where parent is null;
alter index app.orders_expression alter column 1 set statistics 200;
alter table app.orders cluster on orders_pkey;
alter table app.orders replica identity using index orders_pkey;
create statistics app.orders_stats (dependencies, ndistinct) on customer, at from app.orders;
alter statistics app.orders_stats set statistics 50;
create unlogged table app.cache (k text primary key, v bytea);
create table app.only_generated (a int generated always as (1) stored);
create table app.no_columns ();

create table app.measure (day date not null, site int not null, value numeric(10,2) default 0, primary key (day, site)) partition by range (day);
create table app.measure_2020 partition of app.measure for values from ('2020-01-01') to ('2021-01-01') partition by list (site);
create table app.measure_2020_1 partition of app.measure_2020 for values in (1, 2);
create table app.measure_2020_rest partition of app.measure_2020 default;
create table app.measure_old (site int not null, value numeric(10,2), day date not null);
alter table app.measure attach partition app.measure_old for values from (minvalue) to ('2020-01-01');
create index measure_value on app.measure (value);
alter table app.measure add constraint measure_positive check (value >= 0);
create table app.by_hash (id int, t text) partition by hash (id);
create table app.by_hash_0 partition of app.by_hash for values with (modulus 2, remainder 0);
create table app.by_hash_1 partition of app.by_hash for values with (modulus 2, remainder 1);
create table app.measure_note (day date, site int, foreign key (day, site) references app.measure);

do $do$ begin if current_setting('server_version_num')::int >= 170000 then execute $q$
  create table app.numbered (id int generated by default as identity (start 7), part int) partition by list (part);
  create table app.numbered_z partition of app.numbered for values in (1, 2) partition by list (part);
  create table app.numbered_a partition of app.numbered_z for values in (1);
$q$; end if; end $do$;

create table app.animal (id int primary key, name text not null default 'x', constraint named check (name <> 'y'));
create table app.dog (bark text, constraint loud check (bark <> '')) inherits (app.animal);
alter table app.dog alter column name set default 'Rex';
alter table app.dog alter column id set not null;
do $do$ begin if current_setting('server_version_num')::int >= 180000 then execute $q$
  create table app.plant (height int, age int);
  create table app.tree (constraint tall_enough not null height, constraint of_age not null age no inherit) inherits (app.plant);
  alter table app.plant alter column height set not null;
$q$; end if; end $do$;

create view app.customer_view with (security_barrier = true) as select id, name, upper_name from app.customer where credit > 0 with local check option;
create view app.view_on_view as select v.id, v.name, app.customer_label(c) as label from app.customer_view v join app.customer c using (id);
alter view app.customer_view alter column name set default 'from view';
create view app.grouped as select c.id, c.name, count(*) from app.customer c join app.orders o on o.customer = c.id group by c.id;
create materialized view app.a_totals as select customer, count(*) as n from app.orders group by customer with no data;
create materialized view app.totals with (fillfactor = 70) as select customer, count(*) as n from app.orders group by customer;
create unique index totals_customer on app.totals (customer);
create materialized view app.a_top as select * from app.totals where n > 0;
create view app.numbers as with recursive r(n) as (values (1) union all select n + 1 from r where n < 3) select n from r;
create rule protect as on delete to app.cache where old.k = 'keep' do instead nothing;
create rule noted as on insert to app.cache do also notify cache_changed;
alter table app.cache disable rule noted;

create function app.part_trigger() returns trigger language plpgsql as $$ begin return new; end $$;
create trigger touch before insert or update of name on app.customer for each row when (new.name is not null) execute function app.touch();
create trigger quiet after update on app.orders referencing old table as o for each statement execute function app.part_trigger();
alter table app.orders disable trigger quiet;
create constraint trigger later after insert on app.orders deferrable initially deferred for each row execute function app.part_trigger();
create trigger on_parts before insert on app.measure_2020 for each row execute function app.part_trigger();
alter table app.measure_2020_1 disable trigger on_parts;

alter table app.customer enable row level security;
create policy readers on app.customer for select to b4j_reader using (credit < 100);
create policy writers on app.customer as restrictive for insert with check (credit > 0);
create table app.forced (a int);
alter table app.forced enable row level security;
alter table app.forced force row level security;

create publication some_changes for table app.orders, only app.animal with (publish = 'insert, update');
create publication empty_one;
do $do$ begin if current_setting('server_version_num')::int >= 150000 then execute $q$
  create publication some_columns for table app.customer (name, id) where (id > 0), app.measure_note where (site > 0) with (publish = 'insert');
$q$; end if; end $do$;

comment on schema app is 'It''s the application';
comment on table app.customer is E'Line one\nline two \\ with backslash';
comment on column app.customer.name is 'the name';
comment on constraint name_not_empty on app.customer is 'never empty';
comment on constraint must_be_positive on domain app.positive is 'positive';
comment on constraint "no x on y" on domain app.present is 'not that';
do $do$ begin if current_setting('server_version_num')::int >= 170000 then
  execute $q$comment on constraint must_be_there on domain app.present is 'there'$q$;
end if; end $do$;
comment on index app.orders_at is 'by time';
comment on function app.add(int, int, int[]) is 'adds';
comment on aggregate app.total(int) is 'sums';
comment on aggregate app.counted(*) is 'counts';
comment on procedure app.nothing(int) is 'nothing';
comment on type app.mood is 'moods';
comment on domain app.code is 'codes';
comment on sequence app.free_seq is 'free';
comment on view app.customer_view is 'a view';
comment on materialized view app.totals is 'totals';
comment on column app.totals.n is 'how many';
comment on trigger touch on app.customer is 'touches';
comment on policy readers on app.customer is 'for readers';
comment on rule noted on app.cache is 'notes';
comment on statistics app.orders_stats is 'stats';
comment on publication some_changes is 'changes';
comment on collation app.german is 'German';
comment on column app.address.street is 'street';

do $do$ begin
  execute format('comment on database %I is %L', current_database(), 'It''s 100 % of it');
  execute format($q$alter database %I set search_path to "$user", public, 'Up', 'a,b', 'q"u', ''$q$, current_database());
  execute format('alter database %I set application_name to %L', current_database(), 'It''s a, "B" 100 %');
  execute format($q$alter role b4j_reader in database %I set search_path to ''$q$, current_database());
  execute format($q$alter role b4j_reader in database %I set datestyle to 'SQL, DMY'$q$, current_database());
end $do$;

alter table app.customer owner to b4j_owner;
alter table app.orders owner to b4j_owner;
alter function app.touch() owner to b4j_owner;
alter aggregate app.counted(*) owner to b4j_owner;
alter type app.mood owner to b4j_owner;
alter domain app.positive owner to b4j_owner;
alter view app.customer_view owner to b4j_owner;
alter sequence app.free_seq owner to b4j_owner;
grant usage on schema app to b4j_reader;
grant select on app.customer, app.orders to b4j_reader with grant option;
grant select (name), update (name, mood) on app.customer to public;
grant usage, select on sequence app.free_seq to b4j_reader;
grant select (xmin) on app.cache to b4j_reader;
revoke execute on function app.touch() from public;
grant execute on function app.add(int, int, int[]) to b4j_reader;
revoke usage on type app.mood from public;
grant usage on domain app.positive to b4j_reader;
revoke all on app.cache from postgres;
alter default privileges for role b4j_owner in schema app grant select on tables to b4j_reader;
alter default privileges for role b4j_owner revoke execute on functions from public;

create table "Quoted.Schema %"."Table/with ""all"" %kinds'" ("A b" int, "select" text, "ü" text);
insert into "Quoted.Schema %"."Table/with ""all"" %kinds'" values (1, 'x', E'tab\t nl\n bs\\ q''"'), (2, null, ''), (3, '\N', '\.'), (null, E'\r\n', U&'\+01F600');
insert into app.customer (name, mood, home, limits, credit, tags, extra, doc)
  select 'name ' || i, 'sad', row('street', i, '{sad,happy}')::app.address, '[1,2.5)', i, array['a', null, 'b,"c'], 'a=>1', '{"a": [1, null]}' from generate_series(1, 50) i;
insert into app.orders (customer, at, parent) select id, timestamp '2020-01-01' + id * interval '1 day', null from app.customer;
update app.orders set parent = 1 where id > 40;
insert into app.cache values ('keep', '\x00ff'), ('b', null);
insert into app.only_generated default values;
insert into app.no_columns default values;
insert into app.measure select date '2019-12-01' + i, i % 3, i from generate_series(0, 200) i;
insert into app.by_hash select i, 'v' || i from generate_series(1, 100) i;
insert into app.measure_note values ('2020-01-05', 2), (null, 7);
insert into app.animal values (1, 'cat');
insert into app.dog values (2, 'dog', 'wau');
insert into app.forced values (1), (2);
select nextval('app.free_seq');
refresh materialized view app.totals;
refresh materialized view app.a_top;
select lo_from_bytea(70001, '\x0001ff00'), lo_from_bytea(70002, '');
comment on large object 70001 is 'a large one';
grant select on large object 70001 to b4j_reader;
alter large object 70002 owner to b4j_owner;

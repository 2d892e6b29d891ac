package io.backup4j.sql.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import io.backup4j.sql.postgres.internal.jdbc.Sql;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;

/** Tables of any columns with any values come back the same. */
class AnyRowsTest {
    /** Types with values at their edges, as literals. */
    private static final Map<String, List<String>> VALUES = new TreeMap<>(Map.ofEntries(
            Map.entry("smallint", List.of("-32768", "32767", "0")),
            Map.entry("integer", List.of("-2147483648", "2147483647")),
            Map.entry("bigint", List.of("-9223372036854775808", "9223372036854775807")),
            Map.entry("numeric", List.of("NaN", "1e-300", "-123456789012345678901234567890.000100", "0.00")),
            Map.entry("numeric(5,2)", List.of("-999.99", "0")),
            Map.entry("real", List.of("NaN", "Infinity", "-Infinity", "1.1754944e-38", "0.1", "-0")),
            Map.entry(
                    "double precision", List.of("NaN", "-Infinity", "4.9e-324", "1.7976931348623157e308", "0.1", "-0")),
            Map.entry("money", List.of("-92233720368547758.08", "1.10")),
            Map.entry("boolean", List.of("true", "false")),
            Map.entry(
                    "text",
                    List.of(
                            "",
                            " ",
                            "\\N",
                            "\\.",
                            "a\tb\nc\rd\\e\bf\u000bg",
                            "''\"",
                            "äöü€\uD83D\uDE00",
                            "NULL",
                            "\u0001\u007f")),
            Map.entry("varchar(3)", List.of("", "abc", "\uD83D\uDE00")),
            Map.entry("char(4)", List.of("", "ab", "abcd")),
            Map.entry("bytea", List.of("\\x", "\\x00ff5c0a0d09", "\\x5c2e")),
            Map.entry("date", List.of("infinity", "-infinity", "4713-01-01 BC", "5874897-12-31", "2024-02-29")),
            Map.entry("time", List.of("00:00:00", "24:00:00", "23:59:59.999999")),
            Map.entry("timetz", List.of("00:00:00+15:59", "24:00:00-15:59")),
            Map.entry(
                    "timestamp",
                    List.of("infinity", "-infinity", "4713-01-01 00:00:00 BC", "294276-12-31 23:59:59.999999")),
            Map.entry(
                    "timestamptz",
                    List.of("infinity", "2024-03-31 02:30:00 Europe/Berlin", "1883-11-18 12:03:57 America/New_York")),
            Map.entry("interval", List.of("-178000000 years", "1 mon -1 days +00:00:00.000001", "0")),
            Map.entry("uuid", List.of("00000000-0000-0000-0000-000000000000", "ffffffff-ffff-ffff-ffff-ffffffffffff")),
            Map.entry("json", List.of("{ \"a\" : [1, null,  \"\\u0041\\n\"] }", "null")),
            Map.entry("jsonb", List.of("{\"b\": 1.10, \"a\": [], \"\": \"\\\\\"}", "\"\"")),
            Map.entry("jsonpath", List.of("$.a[*] ? (@ > 1)")),
            Map.entry("xml", List.of("<a b=\"c\">&lt;</a>", "text only")),
            Map.entry("inet", List.of("0.0.0.0/0", "::1", "192.168.1.1/24")),
            Map.entry("cidr", List.of("10.0.0.0/8", "2001:db8::/32")),
            Map.entry("macaddr", List.of("08:00:2b:01:02:03")),
            Map.entry("macaddr8", List.of("08:00:2b:01:02:03:04:05")),
            Map.entry("bit(3)", List.of("101")),
            Map.entry("varbit", List.of("", "1", "0000000001")),
            Map.entry("point", List.of("(1.5,-0)", "(Infinity,NaN)")),
            Map.entry("line", List.of("{1,-1,0}")),
            Map.entry("lseg", List.of("[(0,0),(1,1)]")),
            Map.entry("box", List.of("(1,1),(0,0)")),
            Map.entry("path", List.of("((0,0),(1,1))", "[(0,0),(1,1)]")),
            Map.entry("polygon", List.of("((0,0),(1,1),(2,0))")),
            Map.entry("circle", List.of("<(0,0),1.5>")),
            Map.entry("tsvector", List.of("'a':1A 'b c':2,3B", "")),
            Map.entry("tsquery", List.of("'a' & !'b' <-> 'c':*A")),
            Map.entry("int4range", List.of("empty", "(,)", "[1,5)")),
            Map.entry("numrange", List.of("(1.10,2.2]", "[NaN,NaN]")),
            Map.entry("tstzrange", List.of("[infinity,infinity]", "(,\"2024-01-01 00:00:00+00\")")),
            Map.entry("datemultirange", List.of("{}", "{[2024-01-01,2024-02-01),[2025-01-01,)}")),
            Map.entry("pg_lsn", List.of("0/0", "FFFFFFFF/FFFFFFFF")),
            Map.entry("regclass", List.of("pg_class", "p.target")),
            Map.entry("regtype", List.of("integer", "p.pair")),
            Map.entry("name", List.of("", "a name")),
            Map.entry("\"char\"", List.of("", "a")),
            Map.entry("xid8", List.of("18446744073709551615")),
            Map.entry("p.mood", List.of("sad", "o'k")),
            Map.entry("p.pair", List.of("(,)", "(1,\"a,\"\"b\"\"\")", "(,\"\")")),
            Map.entry("p.some", List.of("1", "7")),
            Map.entry("integer[]", List.of("{}", "{NULL,1}", "{{1,2},{3,4}}", "[0:1]={5,6}")),
            Map.entry("text[]", List.of("{\"\",NULL,\"NULL\",\"a\\\"b\\\\c\"}", "{}")),
            Map.entry("p.mood[]", List.of("{sad,\"o'k\"}")),
            Map.entry("p.pair[]", List.of("{\"(1,x)\",NULL}")),
            Map.entry("p.reach", List.of("[1,2)", "empty")),
            Map.entry("p.multireach", List.of("{[1,2),[3,4)}"))));

    private final TestServer server = TestServer.of(15);
    private final TestServer other = TestServer.of(18);

    /** A column: its name, its type, and a value for each row, null for NULL. */
    record Column(String name, String type, List<String> values) {}

    @Provide
    Arbitrary<List<Column>> columns() {
        return Arbitraries.integers()
                .between(0, 6)
                .flatMap(rows -> column(rows).list().ofMinSize(1).ofMaxSize(25).uniqueElements(Column::name));
    }

    private static Arbitrary<Column> column(int rows) {
        Arbitrary<String> names = Arbitraries.strings()
                .withChars("aZ \"'%./\\$ü€é,(;-\t")
                .ofMinLength(1)
                .ofMaxLength(20)
                .filter(name -> name.getBytes(java.nio.charset.StandardCharsets.UTF_8).length < 60);
        return Arbitraries.of(VALUES.keySet())
                .flatMap(type -> Arbitraries.of(VALUES.get(type))
                        .injectNull(0.2)
                        .list()
                        .ofSize(rows)
                        .flatMap(values -> names.map(name -> new Column(name, type, values))));
    }

    @Property(tries = 12, shrinking = ShrinkingMode.OFF)
    void comeBack(@ForAll("columns") List<Column> columns) throws Exception {
        String database = server.newDatabase();
        server.run(database, """
                create schema p; create table p.target (); create type p.mood as enum ('sad', 'o''k');
                create type p.pair as (a int, b text); create domain p.some as int check (value > 0);
                create type p.reach as range (subtype = float8, multirange_type_name = p.multireach);
                """ + create(columns));
        String copy = other.freeName();
        try (Restores restores = new Restores()) {
            restores.copy(
                    PostgresSource.logical(server.source(database)), PostgresTarget.newDatabase(other.server(), copy));
        }
        assertThat(Differences.between(
                        withoutTables(DatabaseImage.of(other, copy)),
                        withoutTables(DatabaseImage.of(server, database))))
                .isEmpty();
        server.run("postgres", "drop database " + database);
        other.run("postgres", "drop database " + copy);
    }

    /** Version 18 writes the names of some types without quotes. */
    private static List<String> withoutTables(List<String> image) {
        return image.stream().filter(line -> !line.startsWith("table ")).toList();
    }

    /** Each type with all of its values, so that none depends on chance. */
    @net.jqwik.api.Example
    void everyValueComesBack() throws Exception {
        int rows = VALUES.values().stream().mapToInt(List::size).max().orElseThrow();
        comeBack(VALUES.entrySet().stream()
                .map(entry -> new Column(
                        "of " + entry.getKey(),
                        entry.getKey(),
                        java.util.stream.IntStream.range(0, rows)
                                .mapToObj(i -> entry.getValue()
                                        .get(i % entry.getValue().size()))
                                .toList()))
                .toList());
    }

    private static String create(List<Column> columns) {
        String declared = columns.stream()
                .map(column -> Sql.quote(column.name()) + ' ' + column.type())
                .collect(Collectors.joining(", "));
        StringBuilder sql = new StringBuilder("create table p.\"any %/.\" (" + declared + ");");
        for (int row = 0; row < columns.get(0).values().size(); row++) {
            int at = row;
            sql.append("insert into p.\"any %/.\" values (")
                    .append(columns.stream().map(column -> literal(column, at)).collect(Collectors.joining(", ")))
                    .append(");");
        }
        return sql.toString();
    }

    private static String literal(Column column, int row) {
        String value = column.values().get(row);
        return value == null ? "null" : Sql.literal(value) + "::" + column.type();
    }
}

package io.backup4j.core.internal.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.backup4j.api.CorruptDataException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

class JsonDocumentTest {
    private static final ObjectId ID = new ObjectId(1, 2);

    @Property(tries = 200)
    void what_is_written_is_read(
            @ForAll String text,
            @ForAll long number,
            @ForAll boolean flag,
            @ForAll byte[] bytes,
            @ForAll List<String> texts) {
        Instant time = Instant.ofEpochSecond(Math.abs(number % 4_000_000_000L), 123_456_789);
        byte[] utf8 = new JsonWriter()
                .put("text", text)
                .put("number", number)
                .put("flag", flag)
                .put("bytes", bytes)
                .put("time", time)
                .put("id", ID)
                .putTexts("texts", texts)
                .putTextMap("map", Map.of(text, text))
                .putObject("object", object -> object.put("inner", number))
                .putObjects("objects", texts, (object, item) -> object.put("item", item))
                .toByteArray();
        JsonDocument document = JsonDocument.parse("Thing t", utf8);
        assertThat(document.text("text")).isEqualTo(encodable(text));
        assertThat(document.number("number", Long.MIN_VALUE, Long.MAX_VALUE)).isEqualTo(number);
        assertThat(document.flag("flag")).isEqualTo(flag);
        assertThat(document.bytes("bytes")).isEqualTo(bytes);
        assertThat(document.time("time")).isEqualTo(time);
        assertThat(document.id("id")).isEqualTo(ID);
        List<String> encodable = texts.stream().map(JsonDocumentTest::encodable).toList();
        assertThat(document.texts("texts")).isEqualTo(encodable);
        assertThat(document.textMap("map")).isEqualTo(Map.of(encodable(text), encodable(text)));
        assertThat(document.object("object").number("inner", number, number)).isEqualTo(number);
        assertThat(document.objects("objects"))
                .extracting(object -> object.text("item"))
                .isEqualTo(encodable);
    }

    @Example
    void unknown_members_are_ignored() {
        JsonDocument document = parse("{'a': null, 'b': 1.5, 'c': [[{}]], 'd': 99999999999999999999, 'e': 'here'}");
        assertThat(document.text("e")).isEqualTo("here");
        assertThat(document.has("a")).isTrue();
        assertThat(document.has("z")).isFalse();
    }

    @Example
    void a_missing_member_is_named_with_its_place() {
        assertDamaged("{}", document -> document.text("a"), "its member a is missing");
        assertDamaged(
                "{'a': {'b': [{}, {}]}}",
                document -> document.object("a").objects("b").get(1).text("c"),
                "its member a.b[1].c is missing");
    }

    @Example
    void a_member_of_another_type_is_named_with_what_it_is() {
        assertDamaged(
                "{'a': 1}", document -> document.text("a"), "its member a is the number 1 where a text should be");
        assertDamaged("{'a': null}", document -> document.text("a"), "its member a is null or");
        assertDamaged(
                "{'a': '1'}", document -> document.number("a", 0, 9), "is a text where a whole number from 0 to 9");
        assertDamaged("{'a': 1.0}", document -> document.number("a", 0, 9), "where a whole number from 0 to 9");
        assertDamaged("{'a': 9223372036854775808}", document -> document.number("a", 0, 9), "where a whole number");
        assertDamaged(
                "{'a': 10}",
                document -> document.integer("a", 0, 9),
                "is the number 10 where a whole number from 0 to 9");
        assertDamaged(
                "{'a': -1}",
                document -> document.integer("a", 0, 9),
                "is the number -1 where a whole number from 0 to 9");
        assertDamaged("{'a': 0}", document -> document.flag("a"), "where true or false should be");
        assertDamaged("{'a': []}", document -> document.object("a"), "is an array where an object should be");
        assertDamaged("{'a': {}}", document -> document.objects("a"), "is an object where an array should be");
        assertDamaged(
                "{'a': [1]}", document -> document.objects("a"), "its member a[0] is the number 1 where an object");
        assertDamaged(
                "{'a': ['', 1]}", document -> document.texts("a"), "its member a[1] is the number 1 where a text");
        assertDamaged(
                "{'a': {'b': true}}",
                document -> document.textMap("a"),
                "its member a.b is true or false where a text");
    }

    @Example
    void texts_of_another_form_are_damage() {
        assertDamaged("{'a': 'xyz'}", document -> document.bytes("a"), "its member a is not hexadecimal");
        assertDamaged("{'a': 'abc'}", document -> document.bytes("a"), "its member a is not hexadecimal");
        assertDamaged("{'a': 'abc'}", document -> document.id("a"), "is not an id of 32 lower case");
        assertDamaged("{'a': '2026-11-21'}", document -> document.time("a"), "is not a time in ISO 8601 with Z");
        assertDamaged("{'a': '2026-11-21T04:00:00+01:00'}", document -> document.time("a"), "is not a time");
        assertDamaged("{'a': '2026-13-21T04:00:00Z'}", document -> document.time("a"), "is not a time");
    }

    @Example
    void what_is_not_one_object_is_damage() {
        for (String json : new String[] {
            "", "[]", "1", "null", "{", "{'a'}", "{'a': 1,}", "{} {}", "{}x", "{'a': 1, 'a': 2}", "\u0000"
        }) {
            assertDamaged(json, document -> document.text("a"), "is damaged: it is not");
        }
        assertDamaged("{'a': " + "[".repeat(10_000), document -> document.text("a"), "is damaged: it is not JSON");
    }

    private static void assertDamaged(String json, Consumer<JsonDocument> read, String message) {
        assertThatThrownBy(() -> read.accept(parse(json)))
                .as(json)
                .isInstanceOf(CorruptDataException.class)
                .hasMessageContainingAll("Thing t is damaged: ", message);
    }

    private static JsonDocument parse(String json) {
        return JsonDocument.parse("Thing t", json.replace('\'', '"').getBytes(StandardCharsets.UTF_8));
    }

    private static String encodable(String text) {
        return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
    }
}

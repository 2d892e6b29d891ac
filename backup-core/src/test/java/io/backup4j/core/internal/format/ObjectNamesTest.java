package io.backup4j.core.internal.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.backup4j.api.RestorePointId;
import io.backup4j.core.internal.format.ObjectNames.AnnotationName;
import java.security.SecureRandom;
import java.util.Locale;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class ObjectNamesTest {
    private static final String HEX = "00112233445566778899aabbccddeeff";
    private static final ObjectId ID = ObjectId.fromHex(HEX);
    private static final RestorePointId POINT = new RestorePointId(HEX);

    @Property(tries = 100)
    void names_parse_back(
            @ForAll long high, @ForAll long low, @ForAll @IntRange(min = 1, max = 99_999_999) int number) {
        ObjectId id = new ObjectId(high, low);
        RestorePointId point = new RestorePointId(id.toHex());
        assertThat(ObjectId.fromHex(id.toHex())).isEqualTo(id);
        assertThat(ObjectId.of(id.toByteArray(), 0)).isEqualTo(id);
        assertThat(ObjectNames.keySlotId(ObjectNames.keySlot(id))).contains(id);
        assertThat(ObjectNames.packId(ObjectNames.pack(id))).contains(id);
        assertThat(ObjectNames.indexSegmentId(ObjectNames.indexSegment(id))).contains(id);
        assertThat(ObjectNames.pointId(ObjectNames.point(point))).contains(point);
        assertThat(ObjectNames.annotationName(ObjectNames.annotation(point, number)))
                .contains(new AnnotationName(point, number));
    }

    @Example
    void names_are_those_of_the_format() {
        assertThat(ObjectNames.keySlot(ID)).isEqualTo("keys/" + HEX);
        assertThat(ObjectNames.pack(ID)).isEqualTo("packs/00/" + HEX);
        assertThat(ObjectNames.indexSegment(ID)).isEqualTo("index/" + HEX);
        assertThat(ObjectNames.point(POINT)).isEqualTo("points/" + HEX);
        assertThat(ObjectNames.annotation(POINT, 12)).isEqualTo("annotations/" + HEX + "/00000012");
        assertThat(ObjectNames.annotation(POINT, 12)).startsWith(ObjectNames.annotationsOf(POINT));
    }

    @Example
    void a_name_says_its_kind() {
        assertThat(ObjectNames.kind("config")).contains(ObjectKind.CONFIG);
        assertThat(ObjectNames.kind(ObjectNames.keySlot(ID))).contains(ObjectKind.KEY_SLOT);
        assertThat(ObjectNames.kind(ObjectNames.pack(ID))).contains(ObjectKind.PACK);
        assertThat(ObjectNames.kind(ObjectNames.indexSegment(ID))).contains(ObjectKind.INDEX_SEGMENT);
        assertThat(ObjectNames.kind(ObjectNames.point(POINT))).contains(ObjectKind.RESTORE_POINT);
        assertThat(ObjectNames.kind(ObjectNames.annotation(POINT, 1))).contains(ObjectKind.ANNOTATION);
        assertThat(ObjectNames.kind("gc/00000001/closing")).contains(ObjectKind.COLLECTION);
        assertThat(ObjectNames.kind(ObjectNames.ledger(ID))).contains(ObjectKind.LEDGER);
        assertThat(ObjectNames.kind(ObjectNames.epoch(1))).contains(ObjectKind.EPOCH);
        assertThat(ObjectNames.epoch(65_535)).isEqualTo("keys/epochs/00065535");
        assertThat(ObjectNames.epochNumber("keys/epochs/00065535")).hasValue(65_535);
        assertThat(ObjectNames.epochNumber("keys/epochs/00065536")).isEmpty();
    }

    @Example
    void other_peoples_names_say_nothing() {
        for (String name : new String[] {
            "",
            "config2",
            "configs/config",
            "keys/",
            "keys/config",
            "keys/" + HEX + "0",
            "keys/x/" + HEX,
            "points/" + HEX.toUpperCase(Locale.ROOT),
            "packs/" + HEX,
            "packs/01/" + HEX,
            "packs/00/" + HEX.substring(2),
            "index/" + HEX + "/",
            HEX,
            "/" + HEX,
            "annotations/" + HEX,
            "annotations/" + HEX + "/1",
            "annotations/" + HEX + "/00000000",
            "annotations//00000001",
            "annotations/" + HEX + "/0000000a",
            "annotations/" + HEX + "/000000001",
            "annotations/00000001"
        }) {
            assertThat(ObjectNames.kind(name)).as(name).isEmpty();
        }
    }

    @Example
    void annotation_numbers_have_eight_digits() {
        assertThatThrownBy(() -> ObjectNames.annotation(POINT, 0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> ObjectNames.annotation(POINT, 100_000_000))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Example
    void ids_are_random_and_have_one_spelling() {
        SecureRandom random = new SecureRandom();
        assertThat(ObjectId.random(random)).isNotEqualTo(ObjectId.random(random));
        assertThat(ID).hasToString(HEX);
        assertThatThrownBy(() -> ObjectId.fromHex(HEX.toUpperCase(Locale.ROOT)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> ObjectId.fromHex(HEX + "0")).isInstanceOf(IllegalArgumentException.class);
    }
}

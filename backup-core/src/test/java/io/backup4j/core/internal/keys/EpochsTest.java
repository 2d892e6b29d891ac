package io.backup4j.core.internal.keys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.backup4j.api.CorruptDataException;
import io.backup4j.api.WrongKeyException;
import io.backup4j.core.Argon2Parameters;
import io.backup4j.core.Compression;
import io.backup4j.core.Encryption;
import io.backup4j.core.internal.FixedRandom;
import io.backup4j.core.internal.chunk.ChunkerParameters;
import io.backup4j.core.internal.compress.BlockCodec;
import io.backup4j.core.internal.crypto.Ciphers;
import io.backup4j.core.internal.crypto.KeyTree;
import io.backup4j.core.internal.crypto.SealedObjects;
import io.backup4j.core.internal.format.ObjectFrame;
import io.backup4j.core.internal.format.ObjectKind;
import io.backup4j.core.internal.format.ObjectNames;
import java.io.IOException;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What somebody with the keys of one epoch can do with what belongs to another. */
class EpochsTest {
    private static final Instant NOW = Instant.parse("2026-11-21T04:00:00Z");
    private static final Encryption PASSWORD =
            Encryption.password("first".toCharArray(), new Argon2Parameters(8, 1, 1));
    private static final String NAME = "points/x";
    private static final byte[] SECRET = {1, 2, 3, 4, 5};

    private final FixedRandom random = new FixedRandom();
    private final Map<String, byte[]> objects = new HashMap<>();
    private final RepositoryKeys old = RepositoryKeys.create(PASSWORD, ChunkerParameters.STANDARD, NOW, random);
    private final RepositoryKeys next = old.next(1, random);

    @AfterEach
    void close() {
        old.close();
        next.close();
    }

    @Test
    void the_old_key_opens_nothing_new_whatever_the_header_is_made_to_say() {
        byte[] sealed = objects(next.tree()).seal(ObjectKind.RESTORE_POINT, NAME, SECRET);
        assertThat(ObjectFrame.epoch(sealed)).isEqualTo(1);
        assertThat(objects(next.tree()).open(ObjectKind.RESTORE_POINT, NAME, sealed))
                .isEqualTo(SECRET);
        assertThatThrownBy(() -> objects(old.tree()).open(ObjectKind.RESTORE_POINT, NAME, sealed))
                .isInstanceOf(CorruptDataException.class)
                .hasMessageContaining(
                        "sealed with keys of epoch 1, and the newest that this repository has are of epoch 0");
        sealed[7] = 0;
        for (RepositoryKeys keys : new RepositoryKeys[] {old, next}) {
            assertThatThrownBy(() ->
                            objects(keys.tree()).open(ObjectKind.RESTORE_POINT, NAME, Documents.checkedAgain(sealed)))
                    .isInstanceOf(CorruptDataException.class)
                    .hasMessageContaining("is not what was sealed there");
        }
    }

    @Test
    void the_new_keys_open_what_is_old_and_chunks_keep_their_names() {
        byte[] sealed = objects(old.tree()).seal(ObjectKind.RESTORE_POINT, NAME, SECRET);
        assertThat(objects(next.tree()).open(ObjectKind.RESTORE_POINT, NAME, sealed))
                .isEqualTo(SECRET);
        assertThat(next.tree().chunkerTable()).isEqualTo(old.tree().chunkerTable());
        assertThat(next.tree().chunkIdMac().orElseThrow().doFinal(SECRET))
                .isEqualTo(old.tree().chunkIdMac().orElseThrow().doFinal(SECRET));
        assertThat(next.configObject()).isEqualTo(old.configObject());
    }

    @Test
    void a_slot_opens_all_epochs_with_and_without_the_object_of_its_own() throws IOException {
        byte[] sealed = objects(old.tree()).seal(ObjectKind.RESTORE_POINT, NAME, SECRET);
        RepositoryKeys third = next.next(7, random);
        add(third);
        for (int epoch = 0; epoch < 2; epoch++) {
            try (RepositoryKeys opened = open(old.configObject())) {
                assertThat(opened.tree().epoch()).isEqualTo(7);
                assertThat(objects(opened.tree()).open(ObjectKind.RESTORE_POINT, NAME, sealed))
                        .isEqualTo(SECRET);
                assertThat(opened.tree().proof(1)).isEqualTo(next.tree().proof(1));
            }
            objects.put(ObjectNames.epoch(7), third.epochObject(7, NOW, random));
        }
        third.close();
    }

    @Test
    void a_config_that_somebody_with_the_old_key_has_made_is_refused() throws IOException {
        add(next);
        open(old.configObject()).close();
        RepositoryConfig wanted =
                new RepositoryConfig(old.config().repositoryId(), NOW, true, new ChunkerParameters(256, 512, 1024));
        byte[] forged = ConfigObject.write(wanted, old.tree());
        assertThatThrownBy(() -> open(forged))
                .isInstanceOf(CorruptDataException.class)
                .hasMessageContaining("not the one that there was when the keys were rotated");
        objects.clear();
        add(old);
        open(forged).close();
    }

    @Test
    void an_epoch_that_begins_makes_the_slots_before_it_worthless() {
        add(old);
        objects.put(ObjectNames.epoch(1), next.epochObject(1, NOW, random));
        assertThatThrownBy(() -> open(old.configObject()))
                .isInstanceOf(WrongKeyException.class)
                .hasMessageContaining("was replaced at 2026-11-21T04:00:00Z, when the keys were rotated");
    }

    @Test
    void a_number_that_is_void_and_rubbish_change_nothing() throws IOException {
        add(old);
        objects.put(ObjectNames.epoch(1), old.epochObject(1, NOW, random));
        objects.put(ObjectNames.epoch(2), new byte[100]);
        open(old.configObject()).close();
        RepositoryKeys second = old.next(3, random);
        add(second);
        try (RepositoryKeys opened = open(old.configObject())) {
            assertThat(opened.tree().epoch()).as("not begun").isZero();
        }
        objects.put(ObjectNames.epoch(3), second.epochObject(3, NOW, random));
        try (RepositoryKeys opened = open(old.configObject())) {
            assertThat(opened.tree().epoch()).as("begun").isEqualTo(3);
        }
        second.close();
    }

    @Test
    void the_slot_of_a_rotation_that_lost_opens_nothing() {
        RepositoryKeys winner = old.next(1, random);
        objects.put(ObjectNames.epoch(1), winner.epochObject(1, NOW, random));
        add(next);
        assertThatThrownBy(() -> open(old.configObject()))
                .isInstanceOf(WrongKeyException.class)
                .hasMessageContaining("belongs to a rotation of the keys that was not completed");
        KeySlots slots = new KeySlots(old.config().repositoryId(), objects);
        assertThat(slots.replaced(winner)).hasSize(1);
        assertThat(slots.infos(winner)).isEmpty();
        winner.close();
    }

    @Test
    void no_flipped_bit_of_a_slot_gives_other_keys() {
        add(next);
        String name = objects.keySet().iterator().next();
        byte[] whole = objects.get(name);
        for (int at = 0; at < whole.length - ObjectFrame.CHECK_LENGTH; at++) {
            byte[] object = whole.clone();
            object[at] ^= (byte) (1 << at % 8);
            objects.put(name, Documents.checkedAgain(object));
            try (RepositoryKeys opened = open(old.configObject())) {
                assertThat(opened.tree().proof(1)).isEqualTo(next.tree().proof(1));
                assertThat(opened.tree().chunkerTable()).isEqualTo(old.tree().chunkerTable());
            } catch (CorruptDataException | WrongKeyException e) {
                assertThat(e).hasMessageContaining("No key slot of repository");
            } catch (IOException e) {
                throw new AssertionError(e);
            }
        }
    }

    private void add(RepositoryKeys keys) {
        NewKeySlot slot = keys.newSlot(PASSWORD, "", NOW, random);
        objects.put(slot.name(), slot.object());
    }

    private RepositoryKeys open(byte[] config) throws IOException {
        return RepositoryKeys.open(config, () -> objects, PASSWORD);
    }

    private SealedObjects objects(KeyTree keys) {
        return new SealedObjects(keys, Ciphers.ofPlatform(), BlockCodec.of(Compression.none()), random);
    }
}

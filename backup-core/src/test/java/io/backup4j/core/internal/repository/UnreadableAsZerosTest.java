package io.backup4j.core.internal.repository;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.backup4j.api.BackupStore;
import io.backup4j.api.ForwardingStore;
import io.backup4j.api.ObjectBody;
import io.backup4j.api.ObjectUnreadableException;
import io.backup4j.testkit.InMemoryStore;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class UnreadableAsZerosTest {
    private final InMemoryStore memory = new InMemoryStore();
    private final UnreadableAsZeros store = new UnreadableAsZeros(memory);

    @Property(tries = 500)
    void anyRange_hasZerosForWhatCannotBeReadAndTheBytesOfAllElse(
            @ForAll @IntRange(min = 1, max = 20) int size,
            @ForAll @IntRange(max = 19) int hole,
            @ForAll @IntRange(min = 1, max = 20) int holeLength,
            @ForAll @IntRange(max = 22) int offset,
            @ForAll @IntRange(max = 23) int length,
            @ForAll @IntRange(min = 1, max = 8) int atOnce)
            throws IOException {
        byte[] bytes = new byte[size];
        Arrays.fill(bytes, (byte) 7);
        int from = hole % size;
        int to = Math.min(from + holeLength, size);
        memory.overwrite("a", bytes);
        memory.makeUnreadable("a", from, to - from);
        Arrays.fill(bytes, from, to, (byte) 0);
        long wanted = length == 23 ? BackupStore.TO_END : length;
        int end = (int) Math.min(size, Math.min(wanted, size) + offset);

        UnreadableAsZeros fresh = new UnreadableAsZeros(memory);
        assertThat(read(fresh, offset, wanted, atOnce))
                .isEqualTo(Arrays.copyOfRange(bytes, Math.min(offset, end), end));
        boolean isHit = Math.max(offset, from) < Math.min(end, to);
        assertThat(fresh.trouble("a").isPresent()).isEqualTo(isHit);
        memory.assertNothingOpen();
    }

    private static byte[] read(BackupStore store, long offset, long length, int atOnce) throws IOException {
        byte[] found = new byte[64];
        int count = 0;
        try (InputStream in = store.read("a", offset, length)) {
            for (int read = in.read(found, 0, atOnce); read >= 0; read = in.read(found, count, atOnce)) {
                count += read;
            }
            assertThat(in.read()).isEqualTo(-1);
        }
        return Arrays.copyOf(found, count);
    }

    @Example
    void config_isNotGuessed() throws IOException {
        memory.put("config", ObjectBody.of(new byte[] {1, 2, 3}));
        memory.makeUnreadable("config", 1, 1);

        assertThatThrownBy(() -> store.read("config", 0, 3).readAllBytes())
                .isInstanceOf(ObjectUnreadableException.class)
                .hasMessageContaining("Bytes 1 to 1 of config in memory cannot be read any more: Input/output error");
    }

    @Example
    void storeThatNamesOtherBytes_isNotBelieved() {
        BackupStore liar = new ForwardingStore(memory) {
            @Override
            public InputStream read(String name, long offset, long length) throws IOException {
                throw new ObjectUnreadableException("liar", name, offset + 1, 1, new IOException("planned"));
            }
        };

        assertThatThrownBy(() -> new UnreadableAsZeros(liar).read("a", 5, 10))
                .isExactlyInstanceOf(IOException.class)
                .hasMessageContaining("byte 5");
    }
}

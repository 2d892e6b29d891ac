package io.backup4j.core.internal.index;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.backup4j.core.internal.Fuzz;
import io.backup4j.core.internal.format.ObjectKind;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;

class IndexSegmentFuzzTest {
    static Stream<byte[]> segments() {
        return Fuzz.seeds(Fuzz.goldenContents(ObjectKind.INDEX_SEGMENT));
    }

    @MethodSource("segments")
    @FuzzTest
    void segment(byte[] plain) {
        Fuzz.read(() -> {
            IndexSegment segment = IndexSegment.read("Segment", plain);
            ChunkIndex index = new ChunkIndex();
            index.add(segment, pack -> true);
            for (int chunk = 0; chunk < segment.chunks(); chunk++) {
                index.block(index.find(segment.id(chunk)).orElseThrow().block());
            }
        });
    }
}

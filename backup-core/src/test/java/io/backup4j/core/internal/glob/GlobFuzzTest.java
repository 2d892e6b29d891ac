package io.backup4j.core.internal.glob;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.backup4j.core.internal.Fuzz;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;

class GlobFuzzTest {
    static Stream<byte[]> globs() {
        return Fuzz.seeds(Stream.of("**/*.{a,b}", "a?[!b-d]\\*/**", "[]^&&[a]]{x}", "\u00e4/{,*}")
                .map(glob -> glob.getBytes(StandardCharsets.UTF_8)));
    }

    @MethodSource("globs")
    @FuzzTest
    void glob(byte[] utf8) {
        try {
            Glob.of(new String(utf8, StandardCharsets.UTF_8)).matches("a/bc/d.a");
        } catch (IllegalArgumentException e) {
            // What is wrong with the pattern is said to its author.
        }
    }
}

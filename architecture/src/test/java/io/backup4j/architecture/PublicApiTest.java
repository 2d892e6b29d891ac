package io.backup4j.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.module.ModuleReference;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What users can call is checked in as text, so that a change of it is seen in review. */
class PublicApiTest {
    private static final Path GOLDEN = Path.of("src/test/api");
    private static final boolean UPDATE = Boolean.getBoolean("api.update");
    private static final String ADVICE = "Public signatures of %s changed. If that is meant, run"
            + " ./mvnw test -pl architecture -am -Dtest=PublicApiTest -Dapi.update=true"
            + " -Dsurefire.failIfNoSpecifiedTests=false and commit %s";

    @ParameterizedTest
    @MethodSource
    void signaturesAreAsCheckedIn(String module) throws IOException {
        Path golden = GOLDEN.resolve(module + ".txt");
        String signatures = Signatures.of(Modules.onClassPath().find(module).orElseThrow());
        if (UPDATE) {
            Files.createDirectories(GOLDEN);
            Files.writeString(golden, signatures);
        }
        assertThat(signatures).as(ADVICE, module, golden).isEqualTo(Files.readString(golden));
    }

    @Test
    void everyModuleHasItsFileAndEveryFileItsModule() throws IOException {
        try (Stream<Path> files = Files.list(GOLDEN)) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .containsExactlyInAnyOrderElementsOf(signaturesAreAsCheckedIn()
                            .map(module -> module + ".txt")
                            .toList());
        }
    }

    static Stream<String> signaturesAreAsCheckedIn() {
        return Modules.published().stream().map(ModuleReference::descriptor).map(descriptor -> descriptor.name());
    }
}

package io.backup4j.core.internal.keys;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.backup4j.api.CorruptDataException;
import io.backup4j.api.WrongKeyException;
import io.backup4j.core.Argon2Parameters;
import io.backup4j.core.Encryption;
import io.backup4j.core.internal.Fuzz;
import io.backup4j.core.internal.format.ObjectKind;
import java.io.IOException;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;

class ConfigFuzzTest {
    static Stream<byte[]> configs() {
        return Fuzz.seeds(Stream.of("format-1-plain", "format-1-encrypted")
                .flatMap(name -> Fuzz.golden(name, ObjectKind.CONFIG).values().stream()));
    }

    @MethodSource("configs")
    @FuzzTest
    void config(byte[] object) {
        Fuzz.read(() -> ConfigObject.read(object));
        byte[] checked = Fuzz.checked(object);
        Fuzz.read(() -> ConfigObject.read(checked));
        Fuzz.read(() -> open(checked, Encryption.none()));
        Fuzz.read(() -> open(checked, Encryption.password("x".toCharArray(), new Argon2Parameters(8, 1, 1))));
    }

    private static void open(byte[] config, Encryption encryption) {
        try {
            RepositoryKeys.open(config, Map::of, encryption).close();
        } catch (WrongKeyException e) {
            // There is no slot, or the config is of the other kind.
        } catch (IOException e) {
            throw new CorruptDataException("There are no slots that could not be read", e);
        }
    }
}

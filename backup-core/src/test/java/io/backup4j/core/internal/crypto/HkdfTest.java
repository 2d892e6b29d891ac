package io.backup4j.core.internal.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HexFormat;
import org.junit.jupiter.api.Test;

/**
 * The vectors of RFC 5869, appendix A. Each can be made again with {@code openssl kdf -keylen 42 -kdfopt digest:SHA256
 * -kdfopt hexkey:0b0b… -kdfopt hexsalt:0001… -kdfopt hexinfo:f0f1… HKDF}.
 */
class HkdfTest {
    @Test
    void basic_case() {
        assertVector(
                "0b".repeat(22),
                "000102030405060708090a0b0c",
                "f0f1f2f3f4f5f6f7f8f9",
                "077709362c2e32df0ddc3f0dc47bba6390b6c73bb50f9c3122ec844ad7c2b3e5",
                "3cb25f25faacd57a90434f64d0362f2a2d2d0a90cf1a5a4c5db02d56ecc4c5bf34007208d5b887185865");
    }

    @Test
    void longer_inputs_and_outputs() {
        assertVector(
                range(0x00, 0x4F),
                range(0x60, 0xAF),
                range(0xB0, 0xFF),
                "06a6b88c5853361a06104c9ceb35b45cef760014904671014a193f40c15fc244",
                "b11e398dc80327a1c8e7f78c596a49344f012eda2d4efad8a050cc4c19afa97c"
                        + "59045a99cac7827271cb41c65e590e09da3275600c2f09b8367793a9aca3db71"
                        + "cc30c58179ec3e87c14c01d5c1f3434f1d87");
    }

    @Test
    void no_salt_and_no_info() {
        assertVector(
                "0b".repeat(22),
                "",
                "",
                "19ef24a32c717b167f33a91d6f648bdf96596776afdb6377ac434c1c293ccb04",
                "8da4e775a563c18f715f802a063c5a31b8a11f5c5ee1879ec3454e5f3c738d2d9d201395faa4b61a96c8");
    }

    @Test
    void lengths_have_bounds() {
        assertThat(Hkdf.expand(new byte[32], new byte[0], 8_160)).hasSize(8_160);
        assertThatThrownBy(() -> Hkdf.expand(new byte[32], new byte[0], 8_161))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Hkdf.expand(new byte[32], new byte[0], 0))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static void assertVector(String input, String salt, String info, String extracted, String expanded) {
        byte[] key = Hkdf.extract(bytes(salt), bytes(input));
        assertThat(key).isEqualTo(bytes(extracted));
        assertThat(Hkdf.expand(key, bytes(info), expanded.length() / 2)).isEqualTo(bytes(expanded));
    }

    private static String range(int from, int to) {
        StringBuilder hex = new StringBuilder();
        for (int value = from; value <= to; value++) {
            hex.append(HexFormat.of().toHexDigits((byte) value));
        }
        return hex.toString();
    }

    private static byte[] bytes(String hex) {
        return HexFormat.of().parseHex(hex);
    }
}

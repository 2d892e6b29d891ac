package io.backup4j.core;

/** Whether the repository of a test is encrypted; with a key that costs no time. */
enum Sealing {
    ENCRYPTED {
        @Override
        Encryption encryption() {
            return Encryption.password("golden".toCharArray(), new Argon2Parameters(8, 1, 1));
        }
    },
    PLAIN {
        @Override
        Encryption encryption() {
            return Encryption.none();
        }
    };

    abstract Encryption encryption();
}

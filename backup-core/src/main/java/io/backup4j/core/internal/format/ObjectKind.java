package io.backup4j.core.internal.format;

/** The kinds of objects in a store, each with the letter in its header and the word in messages. */
public enum ObjectKind {
    /** What makes a store a repository. */
    CONFIG('C', "Config"),
    /** The master key, wrapped. */
    KEY_SLOT('K', "Key slot"),
    /** The beginning of an epoch of keys. */
    EPOCH('E', "Epoch"),
    /** Many sealed blocks. */
    PACK('P', "Pack"),
    /** Where chunks lie. */
    INDEX_SEGMENT('I', "Index segment"),
    /** A restore point. */
    RESTORE_POINT('R', "Restore point"),
    /** An edit of a restore point's details. */
    ANNOTATION('A', "Annotation"),
    /** A mark that a restore point is to go. */
    DELETION('D', "Deletion"),
    /** A record of the deletion protocol. */
    COLLECTION('G', "Collection"),
    /** What was verified when. */
    LEDGER('L', "Ledger"),
    /** What gives back lost packs. */
    PARITY('Y', "Parity");

    private final char letter;
    private final String label;

    ObjectKind(char letter, String label) {
        this.letter = letter;
        this.label = label;
    }

    /** Returns the letter in the header. */
    public char letter() {
        return letter;
    }

    /** Returns whether keys seal objects of this kind, or lie in them. */
    public boolean hasEpoch() {
        return this != CONFIG && this != PARITY;
    }

    /** Returns how messages speak of an object of this kind. */
    public String describe(String name) {
        return label + " " + name;
    }
}

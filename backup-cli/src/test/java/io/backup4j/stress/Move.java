package io.backup4j.stress;

/**
 * One thing to do.
 *
 * @param deed what
 * @param argument the point or the archive that it is done to; a dash for none
 * @param seed of the content that is stored or expected; otherwise a random number
 */
record Move(Deed deed, String argument, long seed) {
    static final String NOTHING = "-";

    /** What can be done. */
    enum Deed {
        BACKUP(30),
        COPY_IN(4),
        IMPORT(2),
        DELETE(20),
        UNDELETE(6),
        PRUNE(16),
        VERIFY(8),
        REPAIR(2),
        PARITY(6),
        LIST(8),
        RESTORE(14),
        COPY_OUT(4);

        final int weight;

        Deed(int weight) {
            this.weight = weight;
        }

        boolean needsPoint() {
            return this == DELETE || this == UNDELETE || this == RESTORE || this == COPY_OUT;
        }

        boolean makesPoint() {
            return this == BACKUP || this == COPY_IN || this == IMPORT;
        }
    }

    static Move parse(String line) {
        String[] words = line.split(" ", 3);
        return new Move(Deed.valueOf(words[0]), words[2], Long.parseLong(words[1]));
    }

    @Override
    public String toString() {
        return deed + " " + seed + " " + argument;
    }
}

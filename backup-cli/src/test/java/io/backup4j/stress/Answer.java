package io.backup4j.stress;

/**
 * How a move ended.
 *
 * @param kind in short
 * @param text what came of it, in one line
 */
record Answer(Kind kind, String text) {
    static final Answer DIED = new Answer(Kind.DIED, "");

    /** Takes the line breaks out. */
    Answer {
        text = text.replace('\n', ' ').replace('\r', ' ');
    }

    /** How a move can end. */
    enum Kind {
        DONE,
        /** There is no such point. */
        MISSING,
        /** What was asked for cannot be read. */
        CORRUPT,
        /** Others got in between too often. */
        FAILED,
        /** Something untrue came out. */
        WRONG,
        /** An exception that nobody expects. */
        FAULT,
        /** The process was killed: anything may have happened. */
        DIED
    }

    static Answer parse(String line) {
        String[] words = line.split(" ", 2);
        return new Answer(Kind.valueOf(words[0]), words[1]);
    }

    boolean isDone() {
        return kind == Kind.DONE;
    }

    @Override
    public String toString() {
        return kind + " " + text;
    }
}

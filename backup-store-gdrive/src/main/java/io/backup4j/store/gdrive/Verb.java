package io.backup4j.store.gdrive;

/** What is being done, for messages, and the right that it takes. */
enum Verb {
    STORE("store %s in", "to edit the folder"),
    READ("read %s from", "to view the folder"),
    LIST("list '%s' of", "to view the folder"),
    DELETE("delete %s from", Verb.DELETING),
    CLEAN_UP("remove an extra file of %s from", Verb.DELETING);

    private static final String DELETING =
            "to delete from the folder; in a shared drive only managers can, content managers can use the trash";

    private final String action;
    private final String right;

    Verb(String action, String right) {
        this.action = action;
        this.right = right;
    }

    String right() {
        return right;
    }

    /** Returns this done to an object or a prefix. */
    Errand on(String name) {
        return new Errand(this, name);
    }

    /** What a request is made for. */
    record Errand(Verb verb, String name) {
        @Override
        public String toString() {
            return String.format(verb.action, name);
        }
    }
}

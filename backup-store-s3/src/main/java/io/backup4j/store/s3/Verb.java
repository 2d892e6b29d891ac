package io.backup4j.store.s3;

/** What is being done, for messages, and the right that it takes. */
enum Verb {
    STORE("store %s in", "s3:PutObject"),
    READ("read %s from", "s3:GetObject"),
    LIST("list '%s' of", "s3:ListBucket"),
    DELETE("delete %s from", "s3:DeleteObject"),
    PROTECT("protect %s in", "s3:PutObjectRetention");

    private final String action;
    private final String right;

    Verb(String action, String right) {
        this.action = action;
        this.right = right;
    }

    String of(String name) {
        return String.format(action, name);
    }

    String right() {
        return right;
    }
}

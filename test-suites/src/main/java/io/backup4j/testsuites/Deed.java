package io.backup4j.testsuites;

import io.backup4j.testkit.Damage;
import io.backup4j.testkit.RawObjects;
import java.util.regex.Pattern;

/** What is done to an object. */
enum Deed {
    DELETE,
    TRUNCATE,
    FLIP;

    /** What may have been removed in a legitimate way, as far as anybody can tell. */
    private static final Pattern REMOVABLE = Pattern.compile("(annotations|deleted|gc)/.*");

    /** Does it, and says what was done. */
    String apply(RawObjects objects, String name) {
        Damage damage = Damage.to(objects);
        int middle = objects.readAll(name).length / 2;
        return switch (this) {
            case DELETE -> damage.delete(name);
            case TRUNCATE -> damage.truncateTo(name, middle);
            case FLIP -> damage.flipBit(name, middle, 3);
        };
    }

    /** Returns whether anybody can find out that it was done to the object of that name. */
    boolean shows(String name) {
        return this != DELETE || !REMOVABLE.matcher(name).matches();
    }
}

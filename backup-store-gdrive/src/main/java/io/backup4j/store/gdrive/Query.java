package io.backup4j.store.gdrive;

/** The questions that listings ask, in Drive's language. */
final class Query {
    private Query() {}

    static String named(String parent, String name) {
        return "name = " + quoted(name) + " and " + in(parent);
    }

    static String below(String parent, String directory) {
        return "properties has { key=" + quoted(NewFile.KIND) + " and value=" + quoted(directory) + " } and "
                + in(parent);
    }

    static String in(String parent) {
        return quoted(parent) + " in parents and trashed = false";
    }

    private static String quoted(String text) {
        return "'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'";
    }
}

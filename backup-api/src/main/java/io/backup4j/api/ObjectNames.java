package io.backup4j.api;

/** The rules for names of stored objects, see {@link BackupStore}, for those who write a store. */
public final class ObjectNames {
    /** How many characters a single name between slashes may have. */
    public static final int MAX_LENGTH = 100;

    private ObjectNames() {}

    /**
     * Returns {@code name} when it may be the name of an object.
     *
     * @throws IllegalArgumentException when it may not
     */
    public static String check(String name) {
        if (!isValid(name)) {
            throw new IllegalArgumentException("Not a name of an object: '" + name + "'");
        }
        return name;
    }

    /**
     * Returns {@code prefix} when a listing can be asked for it: empty, or a directory ending in {@code /}.
     *
     * @throws IllegalArgumentException when it cannot
     */
    public static String checkPrefix(String prefix) {
        if (!prefix.isEmpty() && !(prefix.endsWith("/") && isValid(prefix.substring(0, prefix.length() - 1)))) {
            throw new IllegalArgumentException("Not a prefix of names of objects: '" + prefix + "'");
        }
        return prefix;
    }

    /** Returns whether {@code name} may be the name of an object or of a directory. */
    public static boolean isValid(String name) {
        int start = 0;
        for (int i = 0; i <= name.length(); i++) {
            if (i == name.length() || name.charAt(i) == '/') {
                if (!isValidPart(name, start, i)) {
                    return false;
                }
                start = i + 1;
            }
        }
        return true;
    }

    private static boolean isValidPart(String name, int from, int to) {
        if (to == from || to - from > MAX_LENGTH || name.charAt(from) == '.' || name.charAt(to - 1) == '.') {
            return false;
        }
        for (int i = from; i < to; i++) {
            if (!isAllowed(name.charAt(i))) {
                return false;
            }
        }
        return true;
    }

    private static boolean isAllowed(char c) {
        return c >= 'a' && c <= 'z' || c >= '0' && c <= '9' || c == '-' || c == '_' || c == '.';
    }
}

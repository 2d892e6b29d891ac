package io.backup4j.core.files;

import io.backup4j.api.PosixAttributes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.security.Principal;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Finds the names of owners and groups, each once. One thread at a time. */
final class Owners {
    private final Map<Long, String> users = new HashMap<>();
    private final Map<Long, String> groups = new HashMap<>();

    /** Returns owner and permissions of a file of which {@code stat} tells the numbers. */
    PosixAttributes of(Path path, FileStat stat) {
        if (!users.containsKey(stat.uid()) || !groups.containsKey(stat.gid())) {
            learn(path);
        }
        return new PosixAttributes(
                stat.permissions(),
                stat.uid(),
                stat.gid(),
                users.getOrDefault(stat.uid(), ""),
                groups.getOrDefault(stat.gid(), ""));
    }

    /** Asks for numbers and names at once, so that a change in between cannot give a number somebody else's name. */
    private void learn(Path path) {
        try {
            Map<String, Object> found =
                    Files.readAttributes(path, "unix:uid,gid,owner,group", LinkOption.NOFOLLOW_LINKS);
            put(users, found.get("uid"), found.get("owner"));
            put(groups, found.get("gid"), found.get("group"));
        } catch (IOException vanished) {
            // The next file of that owner will tell.
        }
    }

    private static void put(Map<Long, String> names, @Nullable Object number, @Nullable Object principal) {
        if (number instanceof Integer id && principal instanceof Principal known) {
            // Without a name the number is given as one.
            String name = known.getName().equals(id.toString()) ? "" : known.getName();
            names.put(Integer.toUnsignedLong(id), name);
        }
    }
}

package io.backup4j.core.files;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Recognises SQLite databases in use without opening them: closing any descriptor of a file drops all locks that this
 * process holds on it, and with them the protection of other people's writes. So their content cannot be asked, only
 * names, and whether this process has them open.
 */
final class SqliteFiles {
    private static final List<String> COMPANIONS = List.of("-wal", "-shm", "-journal");
    private static final List<String> LIKELY_NAMES = List.of(".db", ".sqlite", ".sqlite3", ".db3", ".s3db", ".sl3");
    private static final Path OPEN_FILES = Path.of("/proc/self/fd");
    private static final String ADVICE =
            "; back it up with a SQLite source, or include SQLite files when no program" + " has them open";

    /** How a file may be treated. */
    enum Verdict {
        /** Nothing speaks against opening it. */
        ORDINARY,
        /** It is a database in use. */
        DATABASE,
        /** It belongs to a database in use. */
        COMPANION
    }

    private final Map<Path, Verdict> live;

    private SqliteFiles(Map<Path, Verdict> live) {
        this.live = live;
    }

    /** Looks which of the files of one directory are databases with companions. */
    static SqliteFiles among(List<FileName> names) {
        Map<Path, Verdict> live = new HashMap<>();
        for (FileName name : names) {
            for (String companion : COMPANIONS) {
                if (name.endsWith(companion)) {
                    addPair(name, companion, live);
                }
            }
        }
        return new SqliteFiles(live);
    }

    /** Looks whether a file that is backed up alone is a database with companions. */
    static SqliteFiles beside(FileName name) throws IOException {
        List<FileName> names = new ArrayList<>(List.of(name));
        for (String companion : COMPANIONS) {
            names.add(name.plus(companion));
        }
        return among(names);
    }

    /** Says what a file of the directory is. */
    Verdict verdict(FileName file, FileStat stat) {
        Verdict known = live.get(file.path());
        if (known != null) {
            return known;
        }
        return isLikely(file) && isOpenHere(stat) ? Verdict.DATABASE : Verdict.ORDINARY;
    }

    private static boolean isLikely(FileName file) {
        for (String ending : LIKELY_NAMES) {
            if (file.endsWith(ending)) {
                return true;
            }
        }
        return false;
    }

    /** Returns what to tell of a database that is left out. */
    static String advice() {
        return "Left out: a SQLite database in use, as a -wal, -shm or -journal file beside it or this process having it"
                + " open tells; a copy could be torn, and reading it takes away this process's locks" + ADVICE;
    }

    private static void addPair(FileName companion, String ending, Map<Path, Verdict> live) {
        try {
            Path base = companion.without(ending).path();
            if (FileStat.of(base).isFile() && FileStat.of(companion.path()).isFile()) {
                live.put(base, Verdict.DATABASE);
                live.put(companion.path(), Verdict.COMPANION);
            }
        } catch (IOException noPair) {
            // One of the two is not there: a name like any other.
        }
    }

    /** Only Linux tells; elsewhere nothing is known to be open. */
    private static boolean isOpenHere(FileStat stat) {
        if (!Files.isDirectory(OPEN_FILES)) {
            return false;
        }
        try (DirectoryStream<Path> descriptors = Files.newDirectoryStream(OPEN_FILES)) {
            for (Path descriptor : descriptors) {
                if (leadsTo(descriptor, stat)) {
                    return true;
                }
            }
            return false;
        } catch (IOException notTold) {
            return false;
        }
    }

    private static boolean leadsTo(Path descriptor, FileStat stat) {
        try {
            Map<String, Object> seen = Files.readAttributes(descriptor, "unix:dev,ino");
            return Long.valueOf(stat.device()).equals(seen.get("dev"))
                    && Long.valueOf(stat.inode()).equals(seen.get("ino"));
        } catch (IOException closedMeanwhile) {
            return false;
        }
    }
}

package io.backup4j.core.store;

import static io.backup4j.api.BackupStore.TO_END;

import io.backup4j.api.BackupStore;
import io.backup4j.api.ObjectBody;
import io.backup4j.api.ObjectExistsException;
import io.backup4j.api.ObjectMissingException;
import java.io.IOException;
import java.io.InputStream;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Finds out whether a store keeps the promises of {@link BackupStore}, with a user's own bucket and rights: creates some twenty
 * small objects below {@code probe/}, and removes them where it may. Harms no repository in the same place.
 */
public final class StoreProbe {
    private static final int ROUNDS = 3;
    private static final int WRITERS = 6;
    private static final int LENGTH = 100_000;

    private static final Duration MOST_APART = Duration.ofMinutes(5);

    private final BackupStore store;
    private final Clock clock;
    private final String directory;
    private final byte[] content = new byte[LENGTH];
    private final List<Finding> findings = new ArrayList<>();

    StoreProbe(BackupStore store, Random random, Clock clock) {
        byte[] id = new byte[8];
        random.nextBytes(id);
        random.nextBytes(content);
        this.store = store;
        this.clock = clock;
        this.directory = "probe/" + HexFormat.of().formatHex(id) + "/";
    }

    /** A promise, and what was found. */
    public enum Promise {
        /** An object can be stored. Without it nothing else is tried. */
        STORE,
        /** It can be read as soon as it is stored. */
        READ_AFTER_WRITE,
        /** It is listed as soon as it is stored, with its size. */
        LIST_AFTER_WRITE,
        /** Ranges are what was asked for. */
        RANGES,
        /** A name that is taken is refused. */
        CREATE_ONLY,
        /** Of several writers of one name exactly one succeeds. */
        CREATE_ONLY_RACE,
        /** What is missing is told as missing. */
        MISSING,
        /**
         * The service's clock and this machine's agree to five minutes. Services refuse signatures that are older or newer, and
         * locks against deleting end by the service's clock.
         */
        CLOCK,
        /** An object can be deleted. Not needed to back up; needed to delete restore points and to reclaim space. */
        DELETE
    }

    /**
     * What was found about a promise.
     *
     * @param promise which one
     * @param holds whether it was kept
     * @param text what happened, for people
     */
    public record Finding(Promise promise, boolean holds, String text) {}

    /**
     * Tries all promises.
     *
     * @return a finding for each promise that could be tried, in their order
     */
    public static List<Finding> of(BackupStore store) {
        return new StoreProbe(store, new SecureRandom(), Clock.systemUTC()).run();
    }

    List<Finding> run() {
        String first = directory + "first";
        check(Promise.STORE, () -> store(first));
        if (findings.get(0).holds()) {
            check(Promise.READ_AFTER_WRITE, () -> readAll(first));
            check(Promise.LIST_AFTER_WRITE, () -> list(first));
            check(Promise.RANGES, () -> ranges(first));
            check(Promise.CREATE_ONLY, () -> createAgain(first));
            check(Promise.CREATE_ONLY_RACE, this::race);
            check(Promise.MISSING, () -> readMissing(directory + "missing"));
            check(Promise.CLOCK, this::compareClocks);
            check(Promise.DELETE, this::deleteAll);
        }
        return List.copyOf(findings);
    }

    /** Tries one promise and says what happened; throws when it is broken. */
    @FunctionalInterface
    private interface Trial {
        String run() throws IOException;
    }

    private void check(Promise promise, Trial trial) {
        try {
            findings.add(new Finding(promise, true, trial.run()));
        } catch (IOException | RuntimeException e) {
            findings.add(new Finding(promise, false, String.valueOf(e.getMessage())));
        }
    }

    private String store(String name) throws IOException {
        store.put(name, ObjectBody.of(content));
        return "stored " + LENGTH + " bytes";
    }

    private String readAll(String name) throws IOException {
        require(Arrays.equals(read(name, 0, TO_END), content), "other bytes came back than were stored");
        return "the same bytes came back";
    }

    private String list(String name) throws IOException {
        Set<String> names = new HashSet<>();
        store.list(directory, object -> {
            if (object.size() == LENGTH) {
                names.add(object.name());
            }
        });
        require(names.contains(name), "the object is not listed with its size");
        return "listed at once";
    }

    private String ranges(String name) throws IOException {
        for (int[] range : new int[][] {{0, 1}, {1, 4_096}, {LENGTH - 1, 10}, {LENGTH, 10}}) {
            int end = Math.min(LENGTH, range[0] + range[1]);
            require(
                    Arrays.equals(read(name, range[0], range[1]), Arrays.copyOfRange(content, range[0], end)),
                    "bytes " + range[0] + "+" + range[1] + " are not those that were stored");
        }
        return "four ranges came as asked";
    }

    private String createAgain(String name) throws IOException {
        try {
            store.put(name, ObjectBody.of(new byte[1]));
        } catch (ObjectExistsException refused) {
            require(Arrays.equals(read(name, 0, TO_END), content), "refused, and overwritten all the same");
            return "refused, and left as it was";
        }
        throw new IOException("a name that was taken could be stored again");
    }

    private String race() throws IOException {
        for (int round = 0; round < ROUNDS; round++) {
            int winners = winners(directory + "race-" + round);
            require(
                    winners == 1,
                    winners + " of " + WRITERS + " writers of one name succeeded: let no two processes"
                            + " create a repository or reclaim space at once");
        }
        return ROUNDS + " times one of " + WRITERS + " succeeded";
    }

    private int winners(String name) throws IOException {
        ExecutorService threads = Executors.newFixedThreadPool(WRITERS);
        try {
            List<Future<Boolean>> outcomes = new ArrayList<>();
            for (int writer = 0; writer < WRITERS; writer++) {
                byte[] bytes = {(byte) writer};
                outcomes.add(threads.submit(() -> create(name, bytes)));
            }
            int winners = 0;
            for (Future<Boolean> outcome : outcomes) {
                winners += outcome.get() ? 1 : 0;
            }
            return winners;
        } catch (ExecutionException e) {
            throw new IOException("a writer failed: " + e.getCause(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        } finally {
            threads.shutdownNow();
        }
    }

    private boolean create(String name, byte[] bytes) throws IOException {
        try {
            store.put(name, ObjectBody.of(bytes));
            return true;
        } catch (ObjectExistsException lost) {
            return false;
        }
    }

    private String readMissing(String name) throws IOException {
        try {
            read(name, 0, 1);
        } catch (ObjectMissingException expected) {
            return "told as missing";
        }
        throw new IOException("an object that was never stored could be read");
    }

    private String compareClocks() throws IOException {
        Optional<Instant> theirs = store.clock();
        if (theirs.isEmpty()) {
            return "the store has no clock of its own, or does not tell the time";
        }
        Duration apart = Duration.between(theirs.get(), clock.instant()).abs();
        String text = apart.toSeconds() + " seconds between the service's clock and that of this machine";
        require(apart.compareTo(MOST_APART) <= 0, text + ": set the clock of this machine");
        return text;
    }

    private String deleteAll() throws IOException {
        List<String> names = new ArrayList<>();
        store.list(directory, object -> names.add(object.name()));
        for (String name : names) {
            try {
                store.delete(name);
            } catch (IOException e) {
                throw new IOException(e.getMessage() + "; " + names.size() + " objects stay in " + directory, e);
            }
        }
        store.list(directory, left -> {
            throw new IllegalStateException(left.name() + " is listed after it was deleted");
        });
        return names.size() + " objects were removed";
    }

    private byte[] read(String name, long offset, long length) throws IOException {
        try (InputStream in = store.read(name, offset, length)) {
            return in.readAllBytes();
        }
    }

    private static void require(boolean holds, String otherwise) throws IOException {
        if (!holds) {
            throw new IOException(otherwise);
        }
    }
}

package io.backup4j.core;

import io.backup4j.api.PointDetails;
import io.backup4j.api.RestorePoint;
import io.backup4j.core.internal.format.ObjectNames;
import io.backup4j.testkit.InMemoryStore;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.function.Predicate;

/**
 * A repository to be damaged: three points, each with a pack, an index segment and two annotations of its own, two keys of the second epoch after the first, the records of a
 * collection, two deleted points, and objects of the past to be replayed. Made once for each sealing and copied for each test.
 */
final class DamagedRepository {
    private static final Map<List<Object>, DamagedRepository> MADE = new HashMap<>();

    final Sealing sealing;
    final List<RestorePoint> points = new ArrayList<>();
    final List<NaiveCopy> copies = new ArrayList<>();
    final Map<String, byte[]> objects = new HashMap<>();
    private final List<Set<String>> madeByPoint = new ArrayList<>();
    private final Map<String, byte[]> past = new HashMap<>();
    private final Set<String> collection = new HashSet<>();
    private final List<String> deletions = new ArrayList<>();

    private DamagedRepository(Sealing sealing) {
        this.sealing = sealing;
    }

    static DamagedRepository of(Sealing sealing) {
        return of(sealing, false);
    }

    /** Returns one that has what is to be damaged: only where parity is, because it would undo all other damage. */
    static DamagedRepository of(Sealing sealing, DamageCase.Place place) {
        return of(sealing, place == DamageCase.Place.PARITY);
    }

    private static synchronized DamagedRepository of(Sealing sealing, boolean hasParity) {
        return MADE.computeIfAbsent(List.of(sealing, hasParity), key -> {
            DamagedRepository made = new DamagedRepository(sealing);
            made.make(hasParity);
            return made;
        });
    }

    static Encryption otherKey() {
        return Encryption.password("other".toCharArray(), new Argon2Parameters(8, 1, 1));
    }

    static RepositoryOptions options() {
        // One worker fills a pack in the order of the entries, so the middle of a pack is content and no manifest.
        return RepositoryOptions.defaults().withWorkers(1);
    }

    /** Returns a fresh copy of the store. */
    InMemoryStore store() {
        InMemoryStore store = new InMemoryStore();
        objects.forEach(store::overwrite);
        return store;
    }

    /** Returns the object below a directory that came with a point; of annotations the newest. */
    String objectOf(int point, String directory) {
        return madeByPoint.get(point).stream()
                .filter(name -> name.startsWith(directory))
                .max(String::compareTo)
                .orElseThrow();
    }

    /** Returns the bytes of an object of the same kind as {@code name}, of such an ending, that is there no more. */
    byte[] past(String name, String ending) {
        return past.entrySet().stream()
                .filter(old -> ObjectNames.kind(old.getKey()).equals(ObjectNames.kind(name))
                        && old.getKey().endsWith(ending))
                .findFirst()
                .orElseThrow()
                .getValue();
    }

    private void make(boolean hasParity) {
        InMemoryStore store = new InMemoryStore();
        try (BackupRepository other = BackupRepository.create(store, sealing.encryption(), options())) {
            rotateTwice(other);
        }
        remember(store, name -> name.equals("config") || name.startsWith("keys/epochs/"));
        store.names().forEach(store::remove);
        try (BackupRepository repository = BackupRepository.create(store, sealing.encryption(), options())) {
            makePast(store, repository);
            rotateTwice(repository);
            MemorySource source = new MemorySource();
            for (int number = 0; number < 3; number++) {
                Set<String> before = Set.copyOf(store.names());
                points.add(backUp(repository, addTo(source, number)));
                copies.add(NaiveCopy.of(source));
                madeByPoint.add(without(before, store.names()));
            }
            if (sealing == Sealing.ENCRYPTED) {
                repository.addKey(otherKey(), "other");
            }
            if (hasParity) {
                makeParity(store, repository);
            }
        }
        store.names().forEach(name -> objects.put(name, store.readAll(name)));
    }

    /**
     * A point and a key that are deleted again, and two collections of which the newer one counts; then two more points that are only marked as
     * deleted, so their packs and segments stay behind.
     */
    private void makePast(InMemoryStore store, BackupRepository repository) {
        RestorePoint old = backUp(repository, addTo(new MemorySource(), 9));
        if (sealing == Sealing.ENCRYPTED) {
            String first = repository.keySlots().get(0).id();
            repository.addKey(otherKey(), "past");
            remember(store, name -> name.startsWith("keys/") && !name.endsWith(first));
            repository.removeKey(repository.keySlots().get(1).id());
        }
        repository.delete(old.id());
        remember(store, name -> !name.startsWith("keys/") && !name.equals("config"));
        repository.run(PruneRequest.defaults());
        remember(store, name -> name.startsWith("gc/"));
        repository.delete(backUp(repository, addTo(new MemorySource(), 8)).id());
        Set<String> before = Set.copyOf(store.names());
        repository.run(PruneRequest.defaults());
        collection.addAll(without(before, store.names()));
        for (int number = 6; number < 8; number++) {
            RestorePoint marked = backUp(repository, addTo(new MemorySource(), number));
            repository.delete(marked.id());
            deletions.add("deleted/" + marked.id());
        }
    }

    /** Parity that is removed again, and then parity for each pack. */
    private void makeParity(InMemoryStore store, BackupRepository repository) {
        repository.run(ParityRequest.renewal());
        remember(store, name -> name.startsWith("parity/"));
        repository.run(ParityRequest.removal());
        repository.run(ParityRequest.renewal());
    }

    /** Returns one of the parity objects. */
    String parity(int number) {
        return objects.keySet().stream()
                .filter(name -> name.startsWith("parity/"))
                .sorted()
                .skip(number)
                .findFirst()
                .orElseThrow();
    }

    private void rotateTwice(BackupRepository repository) {
        for (int epoch = 1; epoch <= 2 && sealing == Sealing.ENCRYPTED; epoch++) {
            repository.rotateKeys(List.of(sealing.encryption()));
        }
    }

    /** Returns the record of the newest collection that ends so. */
    String collection(String ending) {
        return collection.stream()
                .filter(name -> name.endsWith(ending))
                .findFirst()
                .orElseThrow();
    }

    /** Returns one of the two marks of deleted points. */
    String deletion(int number) {
        return deletions.get(number);
    }

    private static RestorePoint backUp(BackupRepository repository, MemorySource source) {
        RestorePoint point = repository.backup(source);
        repository.describe(point.id(), PointDetails.none().withName("first name"));
        return repository.describe(point.id(), PointDetails.none().withName("second name"));
    }

    static MemorySource addTo(MemorySource source, int number) {
        for (int file = 0; file < 4; file++) {
            byte[] content = new byte[150_000];
            new Random(100L * number + file).nextBytes(content);
            source.file("directory " + number + "/file " + file, content);
        }
        return source;
    }

    private void remember(InMemoryStore store, Predicate<String> which) {
        store.names().stream().filter(which).forEach(name -> past.put(name, store.readAll(name)));
    }

    private static Set<String> without(Set<String> before, List<String> names) {
        return Set.copyOf(names.stream().filter(name -> !before.contains(name)).toList());
    }
}

package io.backup4j.examples.quickstart;

import static io.backup4j.examples.quickstart.TourException.require;

import io.backup4j.api.BackupStore;
import io.backup4j.api.EntryPath;
import io.backup4j.api.RestorePoint;
import io.backup4j.core.BackupReport;
import io.backup4j.core.BackupRepository;
import io.backup4j.core.BackupRequest;
import io.backup4j.core.Change;
import io.backup4j.core.ChangeReport;
import io.backup4j.core.Encryption;
import io.backup4j.core.RestoreReport;
import io.backup4j.core.RestoreRequest;
import io.backup4j.core.Selection;
import io.backup4j.core.VerifyLevel;
import io.backup4j.core.VerifyReport;
import io.backup4j.core.files.FileTreeSource;
import io.backup4j.core.files.FileTreeTarget;
import io.backup4j.store.local.LocalStore;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The tour of backup4j. Ends with exit code 1 when anything is not as it says. */
public final class QuickStart {
    private static final String PASSWORD = "correct horse battery staple";

    private final Story story;
    private final Path data;
    private final Path backups;
    private final Path restored;

    private QuickStart(Story story, Path place) {
        this.story = story;
        this.data = place.resolve("data");
        this.backups = place.resolve("backups");
        this.restored = place.resolve("restored");
    }

    /** Takes the tour in a temporary directory, which is left for you to look at. */
    public static void main(String[] arguments) {
        try {
            run(Files.createTempDirectory("backup4j-tour"), System.out);
        } catch (IOException | RuntimeException e) {
            System.err.println();
            e.printStackTrace();
            System.exit(1);
        }
    }

    /** Takes the tour in {@code place}, an empty directory. */
    static void run(Path place, PrintStream out) throws IOException {
        QuickStart tour = new QuickStart(new Story(out), place);
        try (BackupStore store = LocalStore.at(tour.backups);
                Encryption password = Encryption.password(PASSWORD)) {
            tour.story.line("backup4j: a backup from its making to its restore, in a few seconds");
            tour.makeData();
            try (BackupRepository repository = BackupRepository.create(store, password)) {
                tour.walk(repository);
            }
            tour.tellWhere();
        }
    }

    private void walk(BackupRepository repository) throws IOException {
        RestorePoint first = backUp(repository);
        changeData();
        RestorePoint second = backUpAgain(repository);
        compare(repository, first, second);
        verify(repository);
        damage(repository);
        restore(repository, second);
        goBack(repository, first);
    }

    private void makeData() throws IOException {
        story.chapter("Somebody's files");
        new SampleTree(data).make();
        story.say("Letters, photographs, a novel, a link to the newest letter, an empty directory.");
    }

    private RestorePoint backUp(BackupRepository repository) {
        story.chapter("The first backup, encrypted and compressed");
        BackupReport report = repository.run(BackupRequest.of(FileTreeSource.of(data)));
        RestorePoint point = tell(report);
        require(report.issues().isEmpty(), "every entry could be read");
        require(point.bytes().read() == point.bytes().original(), "the first backup reads everything");
        return point;
    }

    private void changeData() throws IOException {
        story.chapter("A day of work");
        new SampleTree(data).change();
        story.say("A line before the first line of the novel, a letter changed, another written,");
        story.say("a photograph renamed, and one deleted by mistake.");
    }

    private RestorePoint backUpAgain(BackupRepository repository) {
        story.chapter("The second backup moves only what is new");
        BackupReport report = repository.run(BackupRequest.of(FileTreeSource.of(data)));
        RestorePoint point = tell(report);
        require(point.bytes().stored() < point.bytes().original() / 10, "little was stored");
        double percent = 100.0 * point.bytes().stored() / point.bytes().original();
        story.say(String.format(
                Locale.ROOT,
                "That is %.1f %% of the data, and the point is complete by itself all the same.",
                percent));
        return point;
    }

    private RestorePoint tell(BackupReport report) {
        RestorePoint point = report.point();
        RestorePoint.Bytes bytes = point.bytes();
        story.say("Restore point " + point.id().abbreviated() + ": " + point.entries() + " entries, "
                + Story.bytes(bytes.original()) + ", in " + point.duration().toMillis() + " ms");
        story.say("Read %s in %d files, new were %s, stored were %s in %d objects."
                .formatted(
                        Story.bytes(bytes.read()),
                        report.entriesRead(),
                        Story.bytes(bytes.added()),
                        Story.bytes(bytes.stored()),
                        report.objectsStored()));
        require(point.status() == RestorePoint.Status.COMPLETE, "the restore point is complete");
        return point;
    }

    private void compare(BackupRepository repository, RestorePoint first, RestorePoint second) {
        story.chapter("What is different between the two");
        ChangeReport report = repository.diff(first.id(), second.id());
        report.changes().stream()
                .filter(change -> change.kind() != Change.Kind.ATTRIBUTES)
                .forEach(change -> story.verbatim("%-8s  %s".formatted(change.kind(), describe(change))));
        for (Change.Kind kind : new Change.Kind[] {Change.Kind.ADDED, Change.Kind.MOVED, Change.Kind.DELETED}) {
            require(report.counts().getOrDefault(kind, 0L) == 1, "one entry was " + kind);
        }
        require(report.counts().getOrDefault(Change.Kind.MODIFIED, 0L) == 2, "two entries were modified");
    }

    private static String describe(Change change) {
        return Stream.of(change.before(), change.after())
                .filter(Objects::nonNull)
                .map(entry -> entry.path().toString())
                .distinct()
                .collect(Collectors.joining(" -> "));
    }

    private void verify(BackupRepository repository) {
        story.chapter("Every stored byte is read, opened and checked");
        VerifyReport report = repository.verify(VerifyLevel.EVERY_BYTE);
        report.throwIfDamaged();
        VerifyReport.Statistics seen = report.statistics();
        story.say("%d restore points, %d packs, %d chunks, %s: nothing is wrong."
                .formatted(seen.points(), seen.packs(), seen.chunks(), Story.bytes(seen.bytesRead())));
    }

    private void damage(BackupRepository repository) throws IOException {
        story.chapter("One byte of the store rots");
        Vandal vandal = Vandal.of(backups);
        vandal.flip();
        story.say("Byte " + vandal.position() + " of " + backups.relativize(vandal.file()));
        VerifyReport report = repository.verify(VerifyLevel.EVERY_BYTE);
        require(!report.isClean() && !report.damage().isEmpty(), "the damage is found");
        story.say("Found: " + report.findings().get(0).message());
        report.damage().stream()
                .limit(5)
                .forEach(hit -> story.say("Hit: " + hit.path() + " of restore point "
                        + hit.point().abbreviated()));
        vandal.flip();
        require(repository.verify(VerifyLevel.EVERY_BYTE).isClean(), "with the byte put right all is well");
        story.say("The byte is put right, and every byte is well again.");
    }

    private void restore(BackupRepository repository, RestorePoint point) throws IOException {
        story.chapter("Everything comes back");
        RestoreReport report = repository.restore(point, FileTreeTarget.into(restored));
        require(report.isComplete(), "every entry is restored");
        int compared = TreeComparison.requireEqual(data, restored);
        story.say("%d entries, %s. Compared without the library, %d of %d are equal:"
                .formatted(report.entries(), Story.bytes(report.bytes()), compared, compared));
        story.say("names, bytes, links, permissions, and times to the nanosecond.");
    }

    private void goBack(BackupRepository repository, RestorePoint first) throws IOException {
        story.chapter("And so does the photograph that was deleted by mistake");
        Path rescued = restored.resolveSibling("rescued");
        Selection photo = Selection.all().path(EntryPath.of(SampleTree.DELETED_PHOTO));
        repository.run(new RestoreRequest(first.id(), photo, FileTreeTarget.into(rescued)));
        byte[] content = Files.readAllBytes(rescued.resolve(SampleTree.DELETED_PHOTO));
        require(Arrays.equals(content, SampleTree.deletedPhoto()), "the photograph is what it was");
        story.say(SampleTree.DELETED_PHOTO + ", " + Story.bytes(content.length) + ", from the first restore point.");
    }

    private void tellWhere() {
        story.chapter("All of it is still there for you to look at");
        story.verbatim("files       " + data);
        story.verbatim("repository  " + backups);
        story.verbatim("restored    " + restored);
        story.verbatim("password    " + PASSWORD);
    }
}

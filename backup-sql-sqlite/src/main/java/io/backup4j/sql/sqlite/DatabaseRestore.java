package io.backup4j.sql.sqlite;

import io.backup4j.api.BackupSource;
import io.backup4j.api.CorruptDataException;
import io.backup4j.api.Entry;
import io.backup4j.api.EntryContent;
import io.backup4j.api.EntryIssue;
import io.backup4j.api.EntryIssue.Severity;
import io.backup4j.api.EntryKind;
import io.backup4j.api.EntryPath;
import io.backup4j.api.RestoreSession;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One restore of one database: receive, check, replace. One thread at a time. */
final class DatabaseRestore implements RestoreSession {
    private final Place place;
    private final Receiver receiver;
    private final Hooks hooks;
    private final List<EntryIssue> issues = new ArrayList<>();
    private @Nullable EntryPath entry;
    private String trouble = "There was no database among what was restored";
    private volatile boolean isSaved;

    private DatabaseRestore(Place place, Receiver receiver, Hooks hooks) {
        this.place = place;
        this.receiver = receiver;
        this.hooks = hooks;
    }

    static DatabaseRestore begin(Place place, Hooks hooks) throws IOException {
        return new DatabaseRestore(place, place.receiver(), hooks);
    }

    @Override
    public void restore(Entry restored, EntryContent content) throws IOException {
        if (restored.kind() == EntryKind.DIRECTORY) {
            return;
        }
        if (entry != null || restored.kind() != EntryKind.FILE) {
            trouble = "One database is restored at a time, and there is also '" + restored.path() + "'";
            throw new IOException(trouble);
        }
        entry = restored.path();
        try {
            receiver.receive(content)
                    .ifPresent(unchecked -> issues.add(EntryIssue.of(restored.path(), Severity.WARNING, unchecked)));
            trouble = "";
        } catch (IOException | CorruptDataException e) {
            trouble = String.valueOf(e.getMessage());
            throw e;
        }
    }

    @Override
    public Optional<BackupSource> replaced() throws IOException {
        requireSound();
        hooks.before();
        return place.present().map(source -> source.whenCommitted(() -> isSaved = true));
    }

    @Override
    public List<EntryIssue> finish() throws IOException {
        requireSound();
        try {
            hooks.before();
            issues.addAll(place.replaceBy(receiver.file(), isSaved));
        } catch (IOException | RuntimeException e) {
            goOnAfter(e);
            throw e;
        }
        try {
            hooks.after();
        } catch (IOException e) {
            issues.add(
                    EntryIssue.of(EntryPath.root(), Severity.WARNING, "The database is restored. " + e.getMessage()));
        }
        return List.copyOf(issues);
    }

    private void requireSound() throws IOException {
        if (!trouble.isEmpty()) {
            throw new IOException(trouble + "; the database that was there has not been touched");
        }
    }

    private void goOnAfter(Exception failure) {
        try {
            hooks.after();
        } catch (IOException e) {
            failure.addSuppressed(e);
        }
    }

    @Override
    public void close() throws IOException {
        try {
            hooks.after();
        } finally {
            receiver.close();
        }
    }
}

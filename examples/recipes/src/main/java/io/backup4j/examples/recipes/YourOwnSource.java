package io.backup4j.examples.recipes;

import io.backup4j.api.BackupSource;
import io.backup4j.api.BackupStore;
import io.backup4j.api.ByteString;
import io.backup4j.api.Entry;
import io.backup4j.api.EntryPath;
import io.backup4j.api.SourceContext;
import io.backup4j.api.SourceEntry;
import io.backup4j.api.SourceSnapshot;
import io.backup4j.core.BackupRepository;
import io.backup4j.core.Encryption;
import io.backup4j.core.files.FileTreeTarget;
import io.backup4j.store.local.LocalStore;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Backs up what is no file: here the settings of a program, which lie in a map. Each becomes an entry. */
public final class YourOwnSource implements BackupSource {
    private final Map<String, String> settings;

    YourOwnSource(Map<String, String> settings) {
        this.settings = settings;
    }

    /** Runs the recipe in a temporary directory. */
    public static void main(String[] arguments) throws Exception {
        Scratch.run(YourOwnSource::run);
    }

    static void run(Path directory) throws IOException {
        try (BackupStore store = LocalStore.at(directory.resolve("backups"));
                Encryption password = Encryption.password("correct horse battery staple");
                BackupRepository repository = BackupRepository.openOrCreate(store, password)) {
            var point = repository.backup(new YourOwnSource(Map.of("colour", "green", "size", "17")));
            System.out.println("Backed up " + point.entries() + " settings");
            repository.restore(point, FileTreeTarget.into(directory.resolve("settings")));
        }
    }

    @Override
    public String type() {
        return "settings";
    }

    /** Finds the previous backup of the same data, so it must not change. */
    @Override
    public String location() {
        return "the settings of this program";
    }

    /** One consistent view: a copy, which later changes do not reach. Its order is that of paths. */
    @Override
    public SourceSnapshot open(SourceContext context) {
        Map<EntryPath, String> copy = new TreeMap<>();
        settings.forEach((name, value) -> copy.put(EntryPath.of(name), value));
        return new Snapshot(copy.entrySet().iterator());
    }

    private record Snapshot(Iterator<Map.Entry<EntryPath, String>> settings) implements SourceSnapshot {
        @Override
        public @Nullable SourceEntry next() {
            if (!settings.hasNext()) {
                return null;
            }
            Map.Entry<EntryPath, String> setting = settings.next();
            ByteString value = ByteString.utf8(setting.getValue());
            return new Setting(Entry.file(setting.getKey(), value.length()), value);
        }

        @Override
        public void close() {
            // A copy needs no release; a database would end its transaction here.
        }
    }

    private record Setting(Entry entry, ByteString value) implements SourceEntry {
        @Override
        public InputStream open() {
            return new ByteArrayInputStream(value.toByteArray());
        }
    }
}

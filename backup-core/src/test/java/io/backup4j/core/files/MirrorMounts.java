package io.backup4j.core.files;

import io.backup4j.api.CancelSignal;
import io.backup4j.api.RestoreSession;
import java.io.IOException;
import java.nio.file.Path;

/** Mirrors a file to where a directory is, in a process that has mounts of its own, and says what comes of it. */
final class MirrorMounts {
    private MirrorMounts() {}

    public static void main(String[] arguments) throws IOException {
        FileTreeTarget target = FileTreeTarget.into(Path.of(arguments[0])).mirroring();
        System.out.println(Entries.plan(target, Entries.file("mounted")));
        try (RestoreSession session = target.open(CancelSignal.never())) {
            session.restore(Entries.file("mounted"), Entries.CONTENT);
        } catch (IOException e) {
            System.out.println(e.getMessage());
        }
    }
}

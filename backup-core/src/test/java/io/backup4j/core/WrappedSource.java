package io.backup4j.core;

import io.backup4j.api.BackupSource;
import io.backup4j.api.SourceContext;
import io.backup4j.api.SourceSnapshot;
import java.io.IOException;

/** A source that is opened in another way than its own. */
public record WrappedSource(BackupSource source, Opening opening) implements BackupSource {
    /** What is done instead. */
    @FunctionalInterface
    public interface Opening {
        SourceSnapshot open(SourceContext context) throws IOException;
    }

    @Override
    public String type() {
        return source.type();
    }

    @Override
    public String location() {
        return source.location();
    }

    @Override
    public SourceSnapshot open(SourceContext context) throws IOException {
        return opening.open(context);
    }
}

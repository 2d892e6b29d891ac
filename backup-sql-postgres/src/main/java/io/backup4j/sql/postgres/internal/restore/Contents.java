package io.backup4j.sql.postgres.internal.restore;

import io.backup4j.api.ByteString;
import io.backup4j.api.EntryContent;
import io.backup4j.sql.postgres.internal.layout.Scripts;
import io.backup4j.sql.postgres.internal.layout.Statement;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;

/** Reads the entries that are small. */
final class Contents {
    private Contents() {}

    static ByteString text(EntryContent content) throws IOException {
        try (InputStream in = content.open()) {
            return ByteString.of(in.readAllBytes());
        }
    }

    static List<Statement> statements(EntryContent content) throws IOException {
        List<Statement> statements = new ArrayList<>();
        try (InputStream in = content.open()) {
            Scripts.read(in, statements::add);
        }
        return statements;
    }
}

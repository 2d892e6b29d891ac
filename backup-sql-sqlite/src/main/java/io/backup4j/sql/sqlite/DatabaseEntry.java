package io.backup4j.sql.sqlite;

import io.backup4j.api.ByteString;
import io.backup4j.api.Entry;
import io.backup4j.api.Granularity;
import io.backup4j.api.SourceEntry;
import java.io.IOException;
import java.io.InputStream;

/** A database as an entry of pages, read from its copy. */
record DatabaseEntry(Entry entry, ByteString stamp, Granularity granularity, Reading reading) implements SourceEntry {
    /** Opens the copy. */
    interface Reading {
        InputStream open() throws IOException;
    }

    @Override
    public InputStream open() throws IOException {
        return reading.open();
    }
}

package io.backup4j.api;

import java.util.Map;

/**
 * A named part of a restore point that came from one source.
 *
 * @param name unique in its restore point
 * @param sourceType what kind of source it came from, see {@link BackupSource#type()}
 * @param sourceLocation where the data lay, see {@link BackupSource#location()}
 * @param entries number of entries of all kinds
 * @param bytes bytes of content as the source gave it, before deduplication and compression
 * @param properties what else the source kept, see {@link SourceSnapshot#properties()}; immutable
 */
public record Component(
        String name,
        String sourceType,
        String sourceLocation,
        long entries,
        long bytes,
        Map<String, String> properties) {
    /** Checks that there is a name and nothing is negative. */
    public Component {
        if (name.isEmpty() || entries < 0 || bytes < 0) {
            throw new IllegalArgumentException(
                    "Component '" + name + "' of " + entries + " entries, " + bytes + " bytes");
        }
        properties = Map.copyOf(properties);
    }
}

package io.backup4j.core.internal.pack;

import io.backup4j.core.internal.content.ChunkId;
import io.backup4j.core.internal.format.ObjectId;
import java.util.List;

/**
 * What verifying a pack has found.
 *
 * @param pack the pack
 * @param bytesRead bytes read of it
 * @param findings what is wrong with it; empty when every byte is as it was written
 */
public record PackReport(ObjectId pack, long bytesRead, List<Finding> findings) {
    /** Copies the list. */
    public PackReport {
        findings = List.copyOf(findings);
    }

    /**
     * One thing that is wrong.
     *
     * @param message what was found, in which object
     * @param chunks the chunks that cannot be read because of it
     * @param allChunks whether all chunks that the index places in the pack may be unreadable, even those not named
     */
    public record Finding(String message, List<ChunkId> chunks, boolean allChunks) {
        /** Copies the list. */
        public Finding {
            chunks = List.copyOf(chunks);
        }
    }
}

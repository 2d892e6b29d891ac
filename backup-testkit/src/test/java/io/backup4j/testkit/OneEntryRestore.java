package io.backup4j.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.backup4j.api.BackupSource;
import io.backup4j.api.ByteString;
import io.backup4j.api.EntryPath;
import io.backup4j.api.RestoreTarget;
import java.util.function.Function;

/** Asks the contract about a target around memory; the sample has a run of zeros, and a zero that is none. */
final class OneEntryRestore extends RestoreTargetContract {
    private static final EntryPath PATH = EntryPath.of("a");
    private static final ByteString CONTENT = ByteString.of(new byte[] {1, 0, 0, 0, 0, 2, 0});

    private final MemoryTarget memory = new MemoryTarget(1);
    private final RestoreTarget target;

    OneEntryRestore(Function<MemoryTarget, RestoreTarget> around) {
        target = around.apply(memory);
    }

    @Override
    protected RestoreTarget target() {
        return target;
    }

    @Override
    protected BackupSource sample() {
        MemoryTree tree = new MemoryTree();
        tree.files.put(PATH, CONTENT);
        return tree;
    }

    @Override
    protected void assertHoldsSample() {
        assertThat(memory.contents().get(PATH)).isEqualTo(CONTENT);
    }
}

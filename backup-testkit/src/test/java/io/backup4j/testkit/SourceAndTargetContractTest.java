package io.backup4j.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.backup4j.api.BackupSource;
import io.backup4j.api.RestoreTarget;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** The contracts can be kept; that they can also be broken shows in {@link BrokenPromisesTest}. */
class SourceAndTargetContractTest {
    static MemoryTree sample() {
        MemoryTree tree = new MemoryTree();
        tree.put("a/b", 100_000);
        tree.put("a/c", 0);
        tree.put("a-b", 17);
        tree.put("d", 70_000);
        return tree;
    }

    @Nested
    class Source extends BackupSourceContract {
        private final MemoryTree tree = sample();

        @Override
        protected BackupSource source() {
            return tree;
        }

        @Override
        protected boolean changeData() {
            tree.put("d", 71_000);
            return true;
        }

        @Override
        protected Optional<BackupSource> missingSource() {
            return Optional.of(MemoryTree.missing());
        }

        @Override
        protected void assertReleased() {
            assertThat(tree.open).hasValue(0);
        }

        @Override
        protected List<String> secrets() {
            return List.of("secret");
        }
    }

    @Nested
    class Target extends RestoreTargetContract {
        private final MemoryTree tree = new MemoryTree();

        @Override
        protected RestoreTarget target() {
            return tree;
        }

        @Override
        protected BackupSource sample() {
            return SourceAndTargetContractTest.sample();
        }

        @Override
        protected void assertHoldsSample() {
            assertThat(tree.files).isEqualTo(SourceAndTargetContractTest.sample().files);
        }
    }

    @Test
    void aTargetThatDropsZerosIsNoticed() throws Exception {
        new OneEntryRestore(memory -> memory).restore();

        assertThatThrownBy(new OneEntryRestore(ZeroDroppingTarget::new)::restore)
                .isInstanceOf(AssertionError.class);
    }
}

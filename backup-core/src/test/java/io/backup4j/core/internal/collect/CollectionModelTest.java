package io.backup4j.core.internal.collect;

import static org.assertj.core.api.Assertions.assertThat;

import io.backup4j.core.internal.collect.CollectionModel.Mutation;
import io.backup4j.core.internal.collect.CollectionModel.Size;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Every interleaving of a few processes, whose decisions are the engine's. */
@DisplayName("The deletion protocol")
final class CollectionModelTest {
    @ParameterizedTest
    @CsvSource({"1, 1, 0, 2, 2, 2, 0", "1, 2, 0, 2, 1, 1, 0", "1, 1, 1, 2, 1, 1, 1", "2, 1, 0, 1, 1, 1, 0"})
    @DisplayName("loses nothing, whatever the order of steps of a few processes, and wherever they stop")
    void losesNothing(
            int writers, int collectors, int undeleters, int generations, int attempts, int uploads, int repacks) {
        search(new Size(writers, collectors, undeleters, generations, attempts, uploads, repacks));
    }

    @ParameterizedTest
    @Tag("campaign")
    @CsvSource({
        "2, 1, 0, 2, 2, 1, 1",
        "2, 1, 1, 2, 1, 1, 0",
        "2, 2, 0, 1, 1, 1, 0",
        "1, 2, 0, 2, 2, 1, 1",
        "1, 2, 0, 3, 2, 1, 0",
        "1, 2, 1, 3, 1, 1, 0",
        "1, 3, 0, 2, 1, 1, 0"
    })
    @DisplayName("loses nothing, whatever the order of steps of more processes, and wherever they stop")
    void losesNothingInALongSearch(
            int writers, int collectors, int undeleters, int generations, int attempts, int uploads, int repacks) {
        search(new Size(writers, collectors, undeleters, generations, attempts, uploads, repacks));
    }

    private static void search(Size size) {
        ModelSearch search = new ModelSearch(new CollectionModel(size));
        assertThat(search.findFault()).isEmpty();
        assertThat(search.ended())
                .as("states in which all writers have succeeded")
                .isPositive();
    }

    @ParameterizedTest
    @EnumSource(Mutation.class)
    @DisplayName("would lose something without any one of its parts")
    void needsEveryPart(Mutation mutation) {
        boolean isOfUndelete = mutation == Mutation.NO_CHECK_AFTER_UNDELETE;
        Size size = new Size(1, isOfUndelete ? 1 : 2, isOfUndelete ? 1 : 0, 3, 1, 1, 1);
        assertThat(new ModelSearch(new CollectionModel(size, mutation)).findFault())
                .isPresent();
    }
}

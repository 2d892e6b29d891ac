package io.backup4j.store.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileVisitResult;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** What cannot be looked at; rights do not hold for every user that runs tests, so the failures are told by hand. */
class ListingTest {
    private static final Path ROOT = Path.of("root");

    private final Listing listing = new Listing(ROOT, object -> {});

    @Test
    void unreadablePlaceOfSomebodyElse_isPassedOver() throws IOException {
        assertThat(listing.visitFileFailed(ROOT.resolve("lost+found"), new AccessDeniedException("lost+found")))
                .isEqualTo(FileVisitResult.CONTINUE);
    }

    @Test
    void unreadablePlaceOfOurs_endsTheListing() {
        AccessDeniedException denied = new AccessDeniedException("packs");

        assertThatThrownBy(() -> listing.visitFileFailed(ROOT.resolve("packs"), denied))
                .isSameAs(denied);
        assertThatThrownBy(() -> listing.visitFileFailed(ROOT, denied)).isSameAs(denied);
        assertThatThrownBy(() -> listing.postVisitDirectory(ROOT.resolve("packs"), denied))
                .isSameAs(denied);
    }

    @Test
    void whatIsDeletedMeanwhile_isPassedOver() throws IOException {
        NoSuchFileException gone = new NoSuchFileException("a");

        assertThat(listing.visitFileFailed(ROOT.resolve("a"), gone)).isEqualTo(FileVisitResult.CONTINUE);
        assertThat(listing.postVisitDirectory(ROOT.resolve("a"), gone)).isEqualTo(FileVisitResult.CONTINUE);
    }
}

package io.backup4j.core.internal.pack;

import static org.assertj.core.api.Assertions.assertThat;

import io.backup4j.core.internal.format.ObjectFrame;
import io.backup4j.testkit.InMemoryStore;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class PackUploadsTest {
    @Test
    void anErrorBehindTheUploadIsToldToWhoeverWaitsForIt() throws InterruptedException {
        PackUploads uploads = new PackUploads(new InMemoryStore());
        PackBody body = new PackBody(new byte[0][], 0, new byte[ObjectFrame.CHECK_LENGTH], () -> false);
        List<Throwable> told = new ArrayList<>();

        uploads.start("packs/00/a", body, new PackUploads.Outcome() {
            @Override
            public void stored() {
                throw new OutOfMemoryError("Java heap space");
            }

            @Override
            public void failed(String message, Throwable cause) {
                told.add(cause);
            }
        });

        assertThat(uploads.awaitEnd(30)).isTrue();
        assertThat(told).singleElement().isInstanceOf(OutOfMemoryError.class);
    }
}

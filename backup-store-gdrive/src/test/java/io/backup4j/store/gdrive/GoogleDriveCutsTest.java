package io.backup4j.store.gdrive;

import static io.backup4j.store.gdrive.Calls.names;
import static io.backup4j.store.gdrive.Calls.put;
import static io.backup4j.store.gdrive.Calls.read;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.backup4j.api.ObjectExistsException;
import io.backup4j.store.gdrive.fake.FakeDrive;
import io.backup4j.store.gdrive.fake.FakeOwner.Seen;
import io.backup4j.store.gdrive.fake.Weather;
import io.backup4j.store.gdrive.fake.Weather.Event;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The network fails at every request in turn: before Drive has heard of it, after, or in the middle of the answer. */
class GoogleDriveCutsTest {
    private final FakeDrive drive = FakeDrive.start();
    private final String folder = drive.owner().newFolder("backups");

    @AfterEach
    void stop() {
        drive.close();
    }

    static List<Event> events() {
        return List.of(Event.CUT_BEFORE, Event.CUT_AFTER, Event.CUT_WITHIN, Event.refuse(503, "backendError"));
    }

    @ParameterizedTest
    @MethodSource("events")
    void oneFailure_isNotNoticed(Event event) throws IOException {
        int requests = countRequests();
        assertThat(requests).isBetween(8, 20);
        for (int cut = 1; cut <= requests; cut++) {
            int at = cut;
            drive.clear();
            // The beginning of an object is handed on at once; what then breaks is for a retrying store.
            drive.weather((line, number) -> number == at && !isReading(line, event) ? event : Event.PASS);
            try (GoogleDriveStore store = open(8)) {
                scenario(store, "cut" + cut);
            }
        }
        assertThat(drive.owner().files(folder)).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("events")
    void failedPut_canBeRepeatedAndLeavesNothing(Event event) throws IOException {
        int requests = countRequests();
        for (int cut = 1; cut <= requests; cut++) {
            int at = cut;
            String name = "dead" + cut;
            drive.clear();
            drive.weather((line, number) -> number < at ? Event.PASS : number == at ? event : Event.CUT_BEFORE);
            boolean stored = tryPut(name);
            drive.weather(Weather.FINE);
            try (GoogleDriveStore store = open(8)) {
                assertThat(!stored || names(store).contains(name)).as(name).isTrue();
                putUnlessThere(store, name);
                assertThat(read(store, name)).isEqualTo("content");
                store.delete(name);
            }
            assertThat(withoutVoids()).as("left of %s", name).isEmpty();
        }
    }

    @Test
    void streamThatBreaks_isNoShortObject() throws IOException {
        try (GoogleDriveStore store = open(8)) {
            put(store, "a", "x".repeat(100_000));
            drive.weather((line, number) -> Event.CUT_WITHIN);

            assertThatThrownBy(() -> read(store, "a"))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("Could not read a to its end");
        }
    }

    private static boolean isReading(String line, Event event) {
        return event.equals(Event.CUT_WITHIN) && line.startsWith("GET download");
    }

    /** A void keeps a dead writer from coming back, so it stays. */
    private List<String> withoutVoids() {
        return drive.owner().files(folder).stream()
                .map(Seen::name)
                .filter(name -> !name.equals("void"))
                .toList();
    }

    private boolean tryPut(String name) throws IOException {
        try (GoogleDriveStore store = open(1)) {
            put(store, name, "content");
            return true;
        } catch (ObjectExistsException e) {
            throw new AssertionError("The own work was taken for somebody else's", e);
        } catch (IOException e) {
            return false;
        }
    }

    private static void putUnlessThere(GoogleDriveStore store, String name) throws IOException {
        try {
            put(store, name, "content");
        } catch (ObjectExistsException e) {
            assertThat(e.name()).isEqualTo(name);
        }
    }

    private int countRequests() throws IOException {
        drive.clear();
        drive.weather(Weather.FINE);
        try (GoogleDriveStore store = open(8)) {
            scenario(store, "counted");
        }
        return drive.lines().size();
    }

    private static void scenario(GoogleDriveStore store, String name) throws IOException {
        put(store, name, "content");
        assertThat(read(store, name)).isEqualTo("content");
        assertThat(names(store)).contains(name);
        store.delete(name);
        assertThat(names(store)).doesNotContain(name);
    }

    private GoogleDriveStore open(int attempts) {
        return Drives.store(drive, DriveFolder.ofId(folder))
                .options(GoogleDriveOptions.defaults().withAttempts(attempts))
                .open();
    }
}

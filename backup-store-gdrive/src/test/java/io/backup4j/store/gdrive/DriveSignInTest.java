package io.backup4j.store.gdrive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.auth.oauth2.ClientId;
import com.google.auth.oauth2.UserCredentials;
import io.backup4j.store.gdrive.fake.FakeDrive;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Signing in with a browser that does what browsers do. */
class DriveSignInTest {
    private static final Duration LONG = Duration.ofMinutes(1);

    private final FakeDrive drive = FakeDrive.start();

    @TempDir
    private Path temp;

    @AfterEach
    void stop() {
        drive.close();
    }

    @Test
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "There are no such permissions")
    void token_isKeptForTheOwnerAloneAndCanBeUsed() throws IOException {
        Path token = Files.writeString(temp.resolve("token.json"), "an older one");
        signIn().run(this::agree, token, LONG);

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(token)))
                .isEqualTo("rw-------");
        assertThat(temp)
                .isDirectoryContaining(file -> file.equals(token))
                .isDirectoryNotContaining("glob:**/token?*.json");
        assertThat(DriveCredentials.fromFile(token)).isInstanceOfSatisfying(UserCredentials.class, user -> {
            assertThat(user.getRefreshToken()).isEqualTo("refresh-token");
            assertThat(user.getClientId()).isEqualTo("client");
        });
    }

    @Test
    void address_asksForWhatIsNeededAndNoMore() throws IOException {
        Map<String, String> asked = new HashMap<>();
        signIn().run(
                        address -> {
                            asked.putAll(parameters(address));
                            agree(address);
                        },
                        temp.resolve("new/token.json"),
                        LONG);

        assertThat(asked)
                .containsEntry("code_challenge_method", "S256")
                .containsEntry("scope", "https://www.googleapis.com/auth/drive.file")
                .containsEntry("access_type", "offline")
                .containsEntry("client_id", "client");
        assertThat(asked.get("redirect_uri")).startsWith("http://127.0.0.1:");
        assertThat(asked.get("state")).hasSizeGreaterThan(20);
    }

    @Test
    void userWhoRefuses_isNoSuccess() {
        assertThatThrownBy(() -> signIn().run(
                                address -> visit(address, "error=access_denied&state="),
                                temp.resolve("token.json"),
                                LONG))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("access_denied");
        assertThat(temp.resolve("token.json")).doesNotExist();
    }

    @Test
    void somebodyElsesAnswer_isNotTaken() {
        assertThatThrownBy(() -> signIn().run(
                                address -> assertThat(visit(address, "code=theirs&state=guessed"))
                                        .isEqualTo(404),
                                temp.resolve("token.json"),
                                Duration.ofMillis(1)))
                .hasMessageContaining("Nobody has signed in");
    }

    @Test
    void fileWithoutClient_isNamed() throws IOException {
        Path file = Files.writeString(temp.resolve("client.json"), "{}");

        assertThatThrownBy(() -> DriveSignIn.withClient(file)).hasMessageContaining("client.json");
        assertThatThrownBy(() -> DriveCredentials.fromFile(file)).hasMessageContaining("client.json");
        assertThatThrownBy(() -> DriveCredentials.fromFile(temp.resolve("none")))
                .hasMessageContaining("none");
    }

    private DriveSignIn signIn() {
        return new DriveSignIn(
                ClientId.newBuilder()
                        .setClientId("client")
                        .setClientSecret("secret")
                        .build(),
                DriveCredentials.OWN_FILES,
                drive.endpoint().resolve("/token"));
    }

    private void agree(URI address) {
        drive.tokens().expect("the code", parameters(address).get("code_challenge"));
        visit(address, "code=the%20code&state=");
    }

    private static int visit(URI address, String answer) {
        Map<String, String> asked = parameters(address);
        String query = answer.endsWith("state=") ? answer + asked.get("state") : answer;
        try {
            URI callback = URI.create(asked.get("redirect_uri") + "?" + query);
            HttpURLConnection browser = (HttpURLConnection) callback.toURL().openConnection();
            return browser.getResponseCode();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Map<String, String> parameters(URI address) {
        Map<String, String> values = new HashMap<>();
        for (String pair : address.getRawQuery().split("&", -1)) {
            String[] parts = pair.split("=", 2);
            values.put(parts[0], URLDecoder.decode(parts[1], StandardCharsets.UTF_8));
        }
        return values;
    }
}

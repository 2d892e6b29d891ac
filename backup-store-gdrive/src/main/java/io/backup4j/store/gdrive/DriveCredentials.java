package io.backup4j.store.gdrive;

import com.google.auth.Credentials;
import com.google.auth.oauth2.GoogleCredentials;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Who asks Google Drive. Tokens are refreshed before they expire, and when Drive refuses them. */
public final class DriveCredentials {
    static final String ALL_FILES = "https://www.googleapis.com/auth/drive";
    static final String OWN_FILES = "https://www.googleapis.com/auth/drive.file";

    private DriveCredentials() {}

    /**
     * Reads credentials: the key of a service account as Google hands it out, or what {@link DriveSignIn} keeps of a user.
     *
     * @throws IOException when the file cannot be read or holds no credentials
     */
    public static Credentials fromFile(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            return GoogleCredentials.fromStream(in).createScoped(List.of(ALL_FILES));
        } catch (IOException e) {
            throw new IOException(
                    "Could not read credentials for Google Drive from " + file + ": " + e.getMessage(), e);
        }
    }
}

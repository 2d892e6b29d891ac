package io.backup4j.store.gdrive;

import com.google.api.client.json.GenericJson;
import com.google.api.client.json.gson.GsonFactory;
import com.google.auth.oauth2.UserCredentials;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;

/** Keeps a token in the form that Google's own tools use for users. */
final class TokenFile {
    private TokenFile() {}

    static void write(Path file, UserCredentials user) throws IOException {
        GenericJson json = new GenericJson();
        json.put("type", "authorized_user");
        json.put("client_id", user.getClientId());
        json.put("client_secret", user.getClientSecret());
        json.put("refresh_token", user.getRefreshToken());
        byte[] bytes = GsonFactory.getDefaultInstance().toString(json).getBytes(StandardCharsets.UTF_8);
        Path absolute = file.toAbsolutePath();
        Files.createDirectories(absolute.getParent());
        // Never readable by others, not even for a moment, and never half of it.
        Path fresh = Files.createTempFile(absolute.getParent(), "token", ".json", ownerOnly());
        try {
            Files.write(fresh, bytes);
            Files.move(fresh, absolute, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(fresh);
        }
    }

    /** Where there are no such rights, as on Windows, a user's own directory is not readable by others. */
    private static FileAttribute<?>[] ownerOnly() {
        return FileSystems.getDefault().supportedFileAttributeViews().contains("posix")
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
                }
                : new FileAttribute<?>[0];
    }
}

package io.backup4j.store.gdrive;

import com.google.auth.oauth2.ClientId;
import com.google.auth.oauth2.DefaultPKCEProvider;
import com.google.auth.oauth2.UserAuthorizer;
import com.google.auth.oauth2.UserCredentials;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigInteger;
import java.net.URI;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;

/**
 * Lets a user sign in with a browser and keeps the token, after RFC 8252: the browser is sent back to a port of this machine, and
 * PKCE (RFC 7636) keeps other programs from using the code. Needed once; {@link DriveCredentials#fromFile} then reads the token.
 */
public final class DriveSignIn {
    private static final URI GOOGLE = URI.create("https://accounts.google.com/o/oauth2/v2/auth");
    private static final URI TOKENS = URI.create("https://oauth2.googleapis.com/token");

    private final ClientId client;
    private final String scope;
    private final URI tokens;

    DriveSignIn(ClientId client, String scope, URI tokens) {
        this.client = client;
        this.scope = scope;
        this.tokens = tokens;
    }

    /**
     * Begins for an application. What it may see is only what it has itself created, which is enough for folders that backups
     * create.
     *
     * @param clientFile the client of the kind "desktop app", as Google's console hands it out
     * @throws IOException when the file cannot be read or holds no client
     */
    public static DriveSignIn withClient(Path clientFile) throws IOException {
        try (InputStream in = Files.newInputStream(clientFile)) {
            return new DriveSignIn(ClientId.fromStream(in), DriveCredentials.OWN_FILES, TOKENS);
        } catch (IOException e) {
            throw new IOException(
                    "Could not read a client for signing in to Google from " + clientFile + ": " + e.getMessage(), e);
        }
    }

    /** Returns the same for all files of the user: for folders that others have made, and shared drives. */
    public DriveSignIn forAllFiles() {
        return new DriveSignIn(client, DriveCredentials.ALL_FILES, tokens);
    }

    /**
     * Waits until the user has signed in, and keeps the token in a file that only this user of the machine can read; a file that
     * is there is replaced.
     *
     * @param browser shows the address to the user
     * @param tokenFile for {@link DriveCredentials#fromFile}; as good as a password for what the user allowed
     * @param patience how long
     * @throws IOException when the user does not agree or takes longer, or the token cannot be kept
     */
    public void run(Consumer<URI> browser, Path tokenFile, Duration patience) throws IOException {
        String state = new BigInteger(128, new SecureRandom()).toString(32);
        try (Callback callback = Callback.listen(state)) {
            UserAuthorizer authorizer = UserAuthorizer.newBuilder()
                    .setClientId(client)
                    .setScopes(List.of(scope))
                    .setUserAuthUri(GOOGLE)
                    .setTokenServerUri(tokens)
                    .setCallbackUri(callback.address())
                    .setPKCEProvider(new DefaultPKCEProvider())
                    .build();
            URL address = authorizer.getAuthorizationUrl(null, state, callback.address());
            browser.accept(URI.create(address.toString()));
            String code = callback.awaitCode(patience);
            keep(authorizer.getCredentialsFromCode(code, callback.address()), tokenFile);
        }
    }

    private static void keep(UserCredentials user, Path tokenFile) throws IOException {
        if (user.getRefreshToken() == null) {
            throw new IOException(
                    "Google gave a token that cannot be refreshed: remove this application from the user's"
                            + " account, and sign in again");
        }
        TokenFile.write(tokenFile, user);
    }
}

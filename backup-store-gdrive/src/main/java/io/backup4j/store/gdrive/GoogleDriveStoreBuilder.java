package io.backup4j.store.gdrive;

import com.google.api.client.http.HttpRequestInitializer;
import com.google.api.client.http.HttpTransport;
import com.google.api.client.http.javanet.NetHttpTransport;
import com.google.api.client.json.gson.GsonFactory;
import com.google.api.services.drive.Drive;
import com.google.auth.Credentials;
import com.google.auth.http.HttpCredentialsAdapter;
import java.net.URI;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Makes a store with a client of its own, for the common case. Where it does not fit, make a {@code Drive} and use {@link
 * GoogleDriveStore#of}. One thread at a time.
 */
public final class GoogleDriveStoreBuilder {
    private static final int CONNECT_MILLIS = 10_000;

    private final DriveFolder folder;
    private @Nullable Credentials credentials;
    private @Nullable URI endpoint;
    private Duration stallTimeout = Duration.ofSeconds(60);
    private GoogleDriveOptions options = GoogleDriveOptions.defaults();
    private Pace pace = Pace.real();

    GoogleDriveStoreBuilder(DriveFolder folder) {
        this.folder = folder;
    }

    /** Sets who asks, see {@link DriveCredentials}. */
    public GoogleDriveStoreBuilder credentials(Credentials newCredentials) {
        this.credentials = newCredentials;
        return this;
    }

    /** Sets how the store works in its folder. */
    public GoogleDriveStoreBuilder options(GoogleDriveOptions newOptions) {
        this.options = newOptions;
        return this;
    }

    /** Sets another address of the service, for instance of a private network. */
    public GoogleDriveStoreBuilder endpoint(URI newEndpoint) {
        this.endpoint = newEndpoint;
        return this;
    }

    /**
     * Sets how long an answer may make no progress; one minute without it. Sending is not bounded: when the other side takes no bytes, the
     * thread waits, and cannot be interrupted, until the system gives the connection up; where the other side is still there, that may be
     * never.
     */
    public GoogleDriveStoreBuilder stallTimeout(Duration newStallTimeout) {
        this.stallTimeout = newStallTimeout;
        return this;
    }

    GoogleDriveStoreBuilder pace(Pace newPace) {
        this.pace = newPace;
        return this;
    }

    /**
     * Returns the store; closing it closes its client. No request is sent yet.
     *
     * @throws IllegalStateException when no credentials are set
     */
    public GoogleDriveStore open() {
        HttpTransport transport = new NetHttpTransport();
        return new GoogleDriveStore(client(transport), folder, options, pace, transport);
    }

    private Drive client(HttpTransport transport) {
        if (credentials == null) {
            throw new IllegalStateException("Nobody can use Google Drive without credentials: set them first");
        }
        HttpRequestInitializer tokens = new HttpCredentialsAdapter(credentials);
        int millis = Math.toIntExact(stallTimeout.toMillis());
        Drive.Builder builder = new Drive.Builder(transport, GsonFactory.getDefaultInstance(), request -> {
            tokens.initialize(request);
            request.setConnectTimeout(CONNECT_MILLIS).setReadTimeout(millis);
        });
        builder.setApplicationName("backup4j");
        if (endpoint != null) {
            builder.setRootUrl(endpoint + (endpoint.toString().endsWith("/") ? "" : "/"));
        }
        return builder.build();
    }
}

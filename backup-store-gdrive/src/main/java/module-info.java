/** A store in a folder of Google Drive. */
module io.backup4j.store.gdrive {
    requires transitive io.backup4j.api;
    requires transitive com.google.api.services.drive;
    requires transitive com.google.auth;
    requires com.google.api.client;
    requires com.google.api.client.json.gson;
    requires com.google.auth.oauth2;
    requires google.api.client;
    requires jdk.httpserver;
    requires static org.jspecify;

    exports io.backup4j.store.gdrive;
}

package io.backup4j.store.gdrive.fake;

import com.google.auth.Credentials;
import com.google.auth.oauth2.UserCredentials;
import com.google.gson.JsonObject;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Map;

/** Gives out tokens, and takes them back. Safe for use by several threads. */
public final class FakeTokens {
    static final String REFRESH = "refresh-token";
    private static final String ACCOUNT = "backups@project.iam.gserviceaccount.com";

    private int generation = 1;
    private int given;
    private boolean revoked;
    private int failures;
    private int failure;
    private String code = "";
    private String challenge = "";

    /** Returns a user who may ask. */
    public static Credentials user(URI endpoint) {
        return UserCredentials.newBuilder()
                .setClientId("client")
                .setClientSecret("client secret")
                .setRefreshToken(REFRESH)
                .setTokenServerUri(endpoint.resolve("/token"))
                .build();
    }

    /** Returns the key of a service account that may ask, as Google hands it out. */
    public static String serviceAccount(URI endpoint) {
        JsonObject json = new JsonObject();
        json.addProperty("type", "service_account");
        json.addProperty("client_id", "1");
        json.addProperty("client_email", ACCOUNT);
        json.addProperty("private_key_id", "key");
        json.addProperty("private_key", newKey());
        json.addProperty("token_uri", endpoint.resolve("/token").toString());
        return json.toString();
    }

    private static String newKey() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(2048);
            byte[] key = generator.generateKeyPair().getPrivate().getEncoded();
            return "-----BEGIN PRIVATE KEY-----\n" + Base64.getMimeEncoder().encodeToString(key)
                    + "\n-----END PRIVATE KEY-----\n";
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Makes all tokens invalid that were given out; new ones can be had. */
    public synchronized void expire() {
        generation++;
    }

    /** Makes all tokens invalid and gives out no more. */
    public synchronized void revoke() {
        generation++;
        revoked = true;
    }

    /** Answers so many requests with a status and nothing else. */
    public synchronized void fail(int status, int times) {
        failure = status;
        failures = times;
    }

    /** Returns how many tokens were given out. */
    public synchronized int given() {
        return given;
    }

    /** Expects a user who has agreed. */
    public synchronized void expect(String newCode, String newChallenge) {
        code = newCode;
        challenge = newChallenge;
    }

    synchronized boolean isValid(String authorization) {
        return authorization.equals("Bearer token-" + generation);
    }

    synchronized Answer answer(Asked asked) {
        if (failures > 0) {
            failures--;
            return Answer.empty(failure, Map.of());
        }
        Map<String, String> form = Asked.parameters(asked.body().toUtf8());
        JsonObject json = new JsonObject();
        boolean granted = switch (form.getOrDefault("grant_type", "")) {
            case "refresh_token" -> REFRESH.equals(form.get("refresh_token"));
            case "authorization_code" -> isExpected(form);
            case "urn:ietf:params:oauth:grant-type:jwt-bearer" -> isAccount(form.getOrDefault("assertion", ""));
            default -> false;
        };
        if (!granted || revoked) {
            json.addProperty("error", "invalid_grant");
            return Answer.json(400, json);
        }
        given++;
        json.addProperty("access_token", "token-" + generation);
        json.addProperty("refresh_token", REFRESH);
        json.addProperty("expires_in", 3600);
        json.addProperty("token_type", "Bearer");
        return Answer.json(200, json);
    }

    /** Looks at what is claimed, and not at the signature. */
    private static boolean isAccount(String assertion) {
        String[] parts = assertion.split("\\.", -1);
        String claims = new String(Base64.getUrlDecoder().decode(parts[1]), StandardCharsets.UTF_8);
        return parts.length == 3 && claims.contains(ACCOUNT) && claims.contains("auth/drive");
    }

    private boolean isExpected(Map<String, String> form) {
        return !code.isEmpty()
                && code.equals(form.get("code"))
                && challenge.equals(sha256(form.getOrDefault("code_verifier", "")));
    }

    private static String sha256(String verifier) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(Refused.utf8(verifier));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}

package io.backup4j.store.s3;

import static io.backup4j.store.s3.Calls.names;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.backup4j.store.s3.BadNetwork.Reply;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.api.parallel.Resources;

/** The profile that is named counts, whatever the environment says. */
@ResourceLock(Resources.SYSTEM_PROPERTIES)
class S3ProfileTest {
    private final BadNetwork network = BadNetwork.before(S3Server.endpoint());
    private final Map<String, String> before = new LinkedHashMap<>();

    @TempDir
    Path home;

    @BeforeEach
    void environment() throws IOException {
        Path credentials = Files.writeString(home.resolve("credentials"), """
                [other]
                aws_access_key_id = OTHERKEY
                aws_secret_access_key = other secret
                [elsewhere]
                aws_access_key_id = ELSEWHEREKEY
                aws_secret_access_key = other secret
                """);
        Path config = Files.writeString(home.resolve("config"), """
                [profile other]
                region = eu-south-7
                """);
        set("aws.sharedCredentialsFile", credentials.toString());
        set("aws.configFile", config.toString());
        set("aws.accessKeyId", "ENVIRONMENTKEY");
        set("aws.secretAccessKey", "secret of the environment");
        set("aws.region", "us-west-1");
        network.weather((request, number, server) -> Reply.of(HttpMessage.answer(
                200, "<ListBucketResult><IsTruncated>false</IsTruncated><KeyCount>0</KeyCount></ListBucketResult>")));
    }

    @AfterEach
    void restore() throws IOException {
        before.forEach((name, value) -> {
            if (value.isEmpty()) {
                System.clearProperty(name);
            } else {
                System.setProperty(name, value);
            }
        });
        network.close();
    }

    @Test
    void profileThatIsNamed_countsBeforeTheEnvironment() throws IOException {
        assertThat(signature("other")).contains("Credential=OTHERKEY/", "/eu-south-7/s3/");
    }

    @Test
    void profileWithoutRegion_takesThatOfTheEnvironment() throws IOException {
        assertThat(signature("elsewhere")).contains("Credential=ELSEWHEREKEY/", "/us-west-1/s3/");
    }

    @Test
    void profileThatDoesNotExist_isNamedAtOnce() {
        S3StoreBuilder builder = S3Store.builder("bucket").profile("mistyped");

        assertThatThrownBy(builder::open)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContainingAll(
                        "bucket", "no profile mistyped", home.resolve("config").toString())
                .hasMessageNotContaining("secret");
    }

    private String signature(String profile) throws IOException {
        try (S3Store store = S3Store.builder("bucket")
                .endpoint(network.endpoint())
                .pathStyle()
                .profile(profile)
                .open()) {
            assertThat(names(store)).isEmpty();
        }
        return network.requests().get(0).header("authorization").orElseThrow();
    }

    private void set(String name, String value) {
        before.put(name, System.getProperty(name, ""));
        System.setProperty(name, value);
    }
}

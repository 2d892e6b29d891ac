package io.backup4j.testservers;

import java.util.Optional;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.postgresql.PostgreSQLContainer;
import org.testcontainers.utility.DockerImageName;

/** Runs the official images of PostgreSQL, where there is something to run them. */
public final class DockerEngine {
    private DockerEngine() {}

    /** Returns what is missing for images to be run; empty when nothing is. */
    public static Optional<String> missing() {
        return DockerClientFactory.instance().isDockerAvailable()
                ? Optional.empty()
                : Optional.of(
                        "No Docker engine answers, so the official images of PostgreSQL cannot be started: start one,"
                                + " or name it by DOCKER_HOST");
    }

    static RunningPostgres start(int major) {
        PostgreSQLContainer container = new PostgreSQLContainer(DockerImageName.parse("postgres:" + major))
                .withUsername(RunningPostgres.SUPERUSER)
                .withEnv("POSTGRES_HOST_AUTH_METHOD", "trust");
        container.start();
        return new RunningPostgres(
                container.getHost(), container.getMappedPort(PostgreSQLContainer.POSTGRESQL_PORT), container::stop);
    }
}

package io.backup4j.cli;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Map;
import java.util.Optional;

/**
 * What one run of the program sees of the world; passed in, so that a test can run it inside its own process.
 *
 * @param environment the variables
 * @param in standard input
 * @param out standard output, unbuffered: it tells every failed write
 * @param err standard error
 * @param terminal where a person sits
 * @param stop how the run is told to stop
 */
record Surroundings(
        Map<String, String> environment,
        InputStream in,
        OutputStream out,
        OutputStream err,
        Terminal terminal,
        StopSignal stop) {
    /** Returns those of this process. Its standard output is not System.out, which hides that a write failed. */
    static Surroundings ofProcess() {
        return new Surroundings(
                System.getenv(),
                System.in,
                new FileOutputStream(FileDescriptor.out),
                new FileOutputStream(FileDescriptor.err),
                new ProcessTerminal(),
                new StopSignal());
    }

    /** Returns a variable that is set and not empty. */
    Optional<String> variable(String name) {
        return Optional.ofNullable(environment.get(name)).filter(value -> !value.isEmpty());
    }
}

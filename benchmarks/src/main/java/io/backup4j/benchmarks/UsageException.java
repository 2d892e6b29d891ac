package io.backup4j.benchmarks;

/** The command line, or the machine, does not allow this run; nothing was measured. */
final class UsageException extends RuntimeException {
    UsageException(String message) {
        super(message);
    }
}

package io.backup4j.benchmarks;

/** A program was started and did not end well, so that there is no figure to report. */
final class CommandFailedException extends RuntimeException {
    CommandFailedException(Command command, int exitCode, String output) {
        super("Exit code " + exitCode + " of: " + command.display() + System.lineSeparator() + output);
    }
}

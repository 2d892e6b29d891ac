package io.backup4j.cli;

/** What the program tells the shell. Scripts rely on these numbers: they never change. */
final class ExitCodes {
    /** All that was asked for has been done. */
    static final int DONE = 0;

    /** It has not been done, or damage was found. */
    static final int FAILED = 1;

    /** The command line makes no sense; nothing was tried. */
    static final int USAGE = 2;

    /** It has been done, but some entries are missing from the result. */
    static final int INCOMPLETE = 3;

    private ExitCodes() {}
}

package io.backup4j.cli;

import java.io.IOException;
import java.io.PrintStream;

/** Which of the standard streams a person sits at, and how to ask for a secret. */
interface Terminal {
    /** Returns whether standard input is typed by a person. */
    boolean hasInput();

    /** Returns whether a person watches standard output. */
    boolean hasOutput();

    /** Returns whether a person watches standard error. */
    boolean hasError();

    /**
     * Asks for a line that does not show while it is typed.
     *
     * @param prompt is shown when what is typed is hidden already
     * @param err where to show it
     * @throws IOException when there is no way to hide it, or the input has ended
     */
    char[] readSecret(String prompt, PrintStream err) throws IOException;
}

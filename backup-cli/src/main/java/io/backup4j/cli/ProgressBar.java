package io.backup4j.cli;

import io.backup4j.api.BackupEvent;
import io.backup4j.api.Progress;
import java.io.PrintStream;
import java.util.Locale;
import java.util.function.Consumer;

/** Draws how far a run is into one line of a terminal, again and again. Safe for use by several threads. */
final class ProgressBar implements Consumer<BackupEvent>, AutoCloseable {
    /** Erases from the cursor to the end of the line: what was drawn before may be longer. */
    private static final String ERASE = "\u001b[K";

    private static final int CELLS = 10;
    private static final int COLUMNS = 79;

    private final PrintStream err;
    private final boolean shown;
    private boolean drawn;

    ProgressBar(PrintStream err, boolean shown) {
        this.err = err;
        this.shown = shown;
    }

    @Override
    public synchronized void accept(BackupEvent event) {
        if (shown && event instanceof BackupEvent.Progressed step) {
            drawn = true;
            err.print('\r' + line(step.progress()) + ERASE);
            err.flush();
        }
    }

    /** Wipes the line away. */
    @Override
    public synchronized void close() {
        if (drawn) {
            err.print('\r' + ERASE);
            err.flush();
        }
    }

    /** Returns the line for {@code progress}, of at most 79 columns. */
    static String line(Progress progress) {
        StringBuilder line = new StringBuilder(Text.word(progress.phase()));
        if (progress.bytesTotal() > 0) {
            line.append(' ').append(bar(Math.min(1, (double) progress.bytesDone() / progress.bytesTotal())));
            line.append("  ").append(Sizes.bytes(progress.bytesDone()));
            line.append(" of ").append(Sizes.bytes(progress.bytesTotal()));
        } else {
            line.append("  ").append(Sizes.count(progress.entriesDone(), "entry", "entries"));
            line.append("  ").append(Sizes.bytes(progress.bytesDone()));
        }
        line.append("  ").append(Sizes.bytes(progress.bytesPerSecond())).append("/s");
        progress.secondsLeft()
                .ifPresent(left -> line.append("  ").append(Sizes.clock(left)).append(" left"));
        return line.substring(0, Math.min(COLUMNS, line.length()));
    }

    private static String bar(double share) {
        int full = (int) Math.floor(share * CELLS);
        return String.format(
                Locale.ROOT, "[%s%s] %3d%%", "#".repeat(full), ".".repeat(CELLS - full), (int) Math.floor(share * 100));
    }
}

package io.backup4j.testsuites;

import io.backup4j.api.BackupStore;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * The life of one process, counted in what it asks of its stores, which may end at one of these requests. The build counts the requests that
 * change something and ends a life after one of them: what lies between two of them leaves nothing behind. A campaign counts all, and ends a
 * life before them too. Safe for use by several threads.
 */
public final class Life {
    private final int last;
    private final boolean takesEffect;
    private int asked;
    private boolean over;

    private Life(int last, boolean takesEffect) {
        this.last = last;
        this.takesEffect = takesEffect;
    }

    /** What becomes of a request. */
    public enum Turn {
        /** It is answered. */
        ANSWERED,
        /** It takes effect, and nobody lives to hear of it. */
        LAST,
        /** It is never made. */
        OVER
    }

    /** Returns a life that does not end here. */
    static Life whole() {
        return new Life(Integer.MAX_VALUE, false);
    }

    /** Returns lives that end at moments that this life has had. */
    Stream<Life> ends(int casesForEachTried) {
        List<Life> ends = new ArrayList<>();
        for (int moment = 1; moment <= asked(); moment++) {
            ends.add(new Life(moment, true));
            if (Campaign.isOn()) {
                ends.add(new Life(moment, false));
            }
        }
        return Campaign.chosen(ends, casesForEachTried);
    }

    /**
     * Returns what becomes of the next request.
     *
     * @param changes whether it would change what is stored
     */
    public synchronized Turn ask(boolean changes) {
        if (over || !changes && !Campaign.isOn()) {
            return over ? Turn.OVER : Turn.ANSWERED;
        }
        asked++;
        over = asked == last;
        return !over ? Turn.ANSWERED : takesEffect ? Turn.LAST : Turn.OVER;
    }

    /** Returns {@code store} as this life sees it. */
    public BackupStore over(BackupStore store) {
        return new MortalStore(store, this);
    }

    synchronized boolean isOver() {
        return over;
    }

    private synchronized int asked() {
        return asked;
    }

    @Override
    public String toString() {
        return (takesEffect ? "after" : "before") + (Campaign.isOn() ? " request " : " change ") + last;
    }
}

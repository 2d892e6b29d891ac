package io.backup4j.core.internal.run;

import io.backup4j.api.BackupEvent;
import io.backup4j.api.CancelSignal;
import io.backup4j.api.CancelledException;
import io.backup4j.api.EntryIssue;
import io.backup4j.api.Progress;
import io.backup4j.api.Progress.Phase;
import io.backup4j.api.RestorePoint;
import io.backup4j.api.RunState;
import io.backup4j.api.StoredObject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Progress, issues and cancellation of one run. Safe for use by several threads. */
public final class RunControl implements CancelSignal {
    private static final Logger LOG = LoggerFactory.getLogger(RunControl.class);
    private static final int ISSUES_KEPT = 10_000;
    private static final long MILLIS_BETWEEN_EVENTS = 250;

    private final String verb;
    private final Clock clock;
    private final Consumer<? super BackupEvent> listener;
    private final Instant startedAt;
    private final LongAdder entriesDone = new LongAdder();
    private final LongAdder bytesDone = new LongAdder();
    private final AtomicLong lastProgress = new AtomicLong();
    private final List<EntryIssue> issues = new ArrayList<>();
    private final List<EntryIssue> missing = new ArrayList<>();
    private final Cancellation cancellation = new Cancellation();
    private final Object listenerLock = new Object();
    private volatile long entriesTotal = Progress.UNKNOWN;
    private volatile long bytesTotal = Progress.UNKNOWN;
    private volatile Phase phase = Phase.PENDING;
    private long missingTotal;

    /** Begins a run now, by {@code clock}. */
    public RunControl(String verb, Clock clock, Consumer<? super BackupEvent> listener) {
        this.verb = verb;
        this.clock = clock;
        this.listener = listener;
        this.startedAt = clock.instant();
        this.lastProgress.set(clock.millis());
    }

    /** Returns when the run began. */
    public Instant startedAt() {
        return startedAt;
    }

    /** Tells the listener that the run begins. */
    public void started() {
        emit(new BackupEvent.Started(startedAt, verb));
    }

    /** Tells the listener how far the run came and how it ended; the last events. */
    public void finished(RunState state, String message) {
        enter(Phase.FINISHED);
        emit(new BackupEvent.Finished(clock.instant(), state, message));
    }

    /** Enters another phase. */
    public void enter(Phase next) {
        phase = next;
        emit(new BackupEvent.Progressed(clock.instant(), progress()));
    }

    /** Sets what there is to do; {@link Progress#UNKNOWN} while nobody knows. */
    public void expect(long entries, long bytes) {
        entriesTotal = entries;
        bytesTotal = bytes;
    }

    /** Counts what has been dealt with, and tells the listener now and then. */
    public void done(long entries, long bytes) {
        entriesDone.add(entries);
        bytesDone.add(bytes);
        long now = clock.millis();
        long last = lastProgress.get();
        boolean due = now - last >= MILLIS_BETWEEN_EVENTS || now < last;
        if (due && lastProgress.compareAndSet(last, now)) {
            emit(new BackupEvent.Progressed(clock.instant(), progress()));
        }
    }

    /** Records trouble with a single entry and tells the listener. */
    public void report(EntryIssue issue) {
        report(issue, 1);
    }

    /** Records trouble that is the same with several entries and tells the listener. */
    public void report(EntryIssue issue, long entries) {
        synchronized (issues) {
            if (issues.size() < ISSUES_KEPT) {
                issues.add(issue);
            }
            if (issue.severity() == EntryIssue.Severity.MISSING) {
                missingTotal += entries;
                keepMissing(issue);
            }
        }
        emit(new BackupEvent.IssueFound(clock.instant(), issue));
    }

    /** In a list of their own: any number of warnings before them must not push them out. */
    private void keepMissing(EntryIssue issue) {
        if (missing.size() < RestorePoint.MISSING_LISTED) {
            missing.add(issue);
        }
    }

    /** Tells the listener of an object that is durable now. */
    public void stored(StoredObject object) {
        emit(new BackupEvent.ObjectStored(clock.instant(), object));
    }

    /** Tells the listener of a restore point that is durable now. */
    public void committed(RestorePoint point) {
        emit(new BackupEvent.PointCommitted(clock.instant(), point));
    }

    /** Passes on what another run tells on behalf of this one; that one's beginning and end are not this one's. */
    public void forward(BackupEvent event) {
        if (event instanceof BackupEvent.Progressed progressed) {
            follow(progressed.progress());
        }
        if (!(event instanceof BackupEvent.Started) && !(event instanceof BackupEvent.Finished)) {
            emit(event);
        }
    }

    private void follow(Progress other) {
        phase = other.phase();
        expect(other.entriesTotal(), other.bytesTotal());
        entriesDone.add(other.entriesDone() - entriesDone.sum());
        bytesDone.add(other.bytesDone() - bytesDone.sum());
    }

    /** Forgets what has been counted and reported: all of it is done again. */
    public void beginAnew() {
        entriesDone.reset();
        bytesDone.reset();
        expect(Progress.UNKNOWN, Progress.UNKNOWN);
        synchronized (issues) {
            issues.clear();
            missing.clear();
            missingTotal = 0;
        }
    }

    /** Returns the issues so far, the first 10,000. */
    public List<EntryIssue> issues() {
        synchronized (issues) {
            return List.copyOf(issues);
        }
    }

    /** Returns the entries that are missing so far, as many as a restore point lists. */
    public List<EntryIssue> missing() {
        synchronized (issues) {
            return List.copyOf(missing);
        }
    }

    /** Returns how many entries are missing so far, listed or not. */
    public long missingTotal() {
        synchronized (issues) {
            return missingTotal;
        }
    }

    /** Returns how far the run is. */
    public Progress progress() {
        Duration elapsed = Duration.between(startedAt, clock.instant());
        // The clock may have been set back.
        Duration positive = elapsed.isNegative() ? Duration.ZERO : elapsed;
        return new Progress(phase, entriesDone.sum(), entriesTotal, bytesDone.sum(), bytesTotal, positive);
    }

    /** Asks the run to stop; it notices at its next check, and what waits is told. */
    public void cancel() {
        cancellation.cancel();
    }

    @Override
    public void onCancel(Runnable action) {
        cancellation.onCancel(action);
    }

    @Override
    public boolean isCancelled() {
        return cancellation.isCancelled();
    }

    /**
     * Does nothing while nobody asked the run to stop.
     *
     * @throws CancelledException afterwards
     */
    public void checkCancelled() {
        if (isCancelled()) {
            throw new CancelledException("The " + verb + " was cancelled; nothing is written any more");
        }
    }

    /** Returns whether the calling thread is in the listener. */
    public boolean isTelling() {
        return Thread.holdsLock(listenerLock);
    }

    /** One event at a time; a listener that fails in whatever way harms nobody but itself. */
    private void emit(BackupEvent event) {
        synchronized (listenerLock) {
            try {
                listener.accept(event);
            } catch (Throwable e) {
                LOG.debug("A listener failed on {}", event, e);
            }
        }
    }
}

package io.backup4j.stress;

import io.backup4j.api.BackupStore;
import io.backup4j.core.BackupRepository;
import io.backup4j.core.RepositoryOptions;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** An engine in a thread of this process. */
final class ThreadActor implements Actor {
    private final Supplier<? extends BackupStore> stores;
    private final BackupRepository other;
    private final RepositoryOptions options;
    private final ExecutorService thread = Executors.newSingleThreadExecutor(task -> {
        Thread made = new Thread(task, "actor");
        made.setDaemon(true);
        return made;
    });
    private Turnstile turnstile = new Turnstile();
    private @Nullable BackupRepository repository;
    private volatile Answer answer = Answer.DIED;

    /**
     * Makes one that is at rest.
     *
     * @param stores opens the store as another process would
     */
    ThreadActor(Supplier<? extends BackupStore> stores, BackupRepository other, RepositoryOptions options) {
        this.stores = stores;
        this.other = other;
        this.options = options;
    }

    @Override
    public void begin(Move move) throws InterruptedException {
        turnstile.begin();
        Turnstile own = turnstile;
        thread.execute(() -> {
            try {
                answer = new Player(open(own), other).play(move);
            } catch (RuntimeException e) {
                answer = new Answer(Answer.Kind.FAULT, "Opening failed: " + e);
            } finally {
                own.end();
            }
        });
        turnstile.advance(0, false);
    }

    private BackupRepository open(Turnstile own) {
        BackupRepository open = repository;
        if (open == null) {
            open = BackupRepository.open(new PacedStore(stores.get(), own), StressHistory.encryption(), options);
            repository = open;
        }
        return open;
    }

    @Override
    public boolean advance(int calls, boolean toDecision) throws InterruptedException {
        return turnstile.advance(calls, toDecision);
    }

    @Override
    public Answer answer() {
        return answer;
    }

    @Override
    public void kill(boolean duringCall) throws InterruptedException {
        turnstile.breakDown(duringCall);
        forget();
        turnstile = new Turnstile();
        answer = Answer.DIED;
    }

    private void forget() {
        BackupRepository open = repository;
        if (open != null) {
            open.close();
        }
        repository = null;
    }

    @Override
    public void close() {
        turnstile.abandon();
        forget();
        thread.shutdownNow();
    }
}

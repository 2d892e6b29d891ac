package io.backup4j.sql.sqlite;

import io.backup4j.api.RestoreHook;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** The application's hooks of one restore. One thread at a time. */
final class Hooks {
    private final List<RestoreHook> hooks;
    private final Deque<RestoreHook> begun = new ArrayDeque<>();
    private boolean isBefore = true;

    Hooks(List<RestoreHook> hooks) {
        this.hooks = hooks;
    }

    /** Calls what comes before the replacement, once. */
    void before() throws IOException {
        if (isBefore) {
            isBefore = false;
            for (RestoreHook hook : hooks) {
                begun.push(hook);
                hook.before();
            }
        }
    }

    /** Calls what comes behind it, the last begun first, all of them whatever one does; once. */
    void after() throws IOException {
        IOException failure = null;
        while (!begun.isEmpty()) {
            try {
                begun.pop().after();
            } catch (Throwable e) {
                IOException failed = new IOException("The application could not go on: " + e.getMessage(), e);
                if (failure == null) {
                    failure = failed;
                } else {
                    failure.addSuppressed(failed);
                }
            }
        }
        if (failure != null) {
            throw failure;
        }
    }
}

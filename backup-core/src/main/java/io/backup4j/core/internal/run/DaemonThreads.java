package io.backup4j.core.internal.run;

import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicInteger;

/** Makes threads that do not keep the JVM from ending, called by a name and a number. Safe for use by several threads. */
public final class DaemonThreads implements ThreadFactory {
    private final String name;
    private final AtomicInteger number = new AtomicInteger();

    /** Makes threads called {@code name}. */
    public DaemonThreads(String name) {
        this.name = name;
    }

    @Override
    public Thread newThread(Runnable task) {
        Thread thread = new Thread(task, name + '-' + number.incrementAndGet());
        thread.setDaemon(true);
        return thread;
    }
}

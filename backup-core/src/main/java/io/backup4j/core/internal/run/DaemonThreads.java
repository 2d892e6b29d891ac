package io.backup4j.core.internal.run;

import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** Makes threads that do not keep the JVM from ending, called by a name and a number. Safe for use by several threads. */
public final class DaemonThreads implements ThreadFactory {
    private final String name;
    private final AtomicInteger number = new AtomicInteger();
    private final Thread owner = Thread.currentThread();

    /** Makes threads called {@code name} that work for the calling thread. */
    public DaemonThreads(String name) {
        this.name = name;
    }

    @Override
    public Thread newThread(Runnable task) {
        Thread thread = new Helper(task, name + '-' + number.incrementAndGet(), owner);
        thread.setDaemon(true);
        return thread;
    }

    /** Returns whether the calling thread is {@code owner} or works for it. */
    public static boolean isWorkOf(@Nullable Thread owner) {
        Thread caller = Thread.currentThread();
        return caller == owner || caller instanceof Helper helper && helper.owner == owner;
    }

    private static final class Helper extends Thread {
        private final Thread owner;

        Helper(Runnable task, String name, Thread owner) {
            super(task, name);
            this.owner = owner;
        }
    }
}

package io.backup4j.benchmarks;

import io.backup4j.testservers.BucketServer;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;

/** Keeps a bucket in memory, behind a line that is as long as one wants, until the process is ended. */
public final class SlowBucket {
    private SlowBucket() {}

    /**
     * Starts, and prints what a shell needs to reach it.
     *
     * @param arguments milliseconds that each answer takes longer, 0 for a server on this machine
     * @throws IOException if there is no free port
     * @throws InterruptedException if this thread is interrupted
     */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        if (arguments.length != 1 || !arguments[0].matches("\\d{1,5}")) {
            System.err.println("Usage: SlowBucket MILLISECONDS");
            System.exit(2);
        }
        Duration delay = Duration.ofMillis(Long.parseLong(arguments[0]));
        URI endpoint = delay.isZero() ? BucketServer.endpoint() : SlowLine.to(BucketServer.endpoint(), delay);
        System.out.println("export AWS_ACCESS_KEY_ID=" + BucketServer.KEY);
        System.out.println("export AWS_SECRET_ACCESS_KEY=" + BucketServer.SECRET);
        System.out.println("BUCKET=" + endpoint + "/" + BucketServer.newBucket());
        Thread.currentThread().join();
    }
}

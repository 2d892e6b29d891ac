package io.backup4j.store.local;

import io.backup4j.api.ObjectBody;
import io.backup4j.api.ObjectExistsException;
import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Another process that writes to a store: it says when it is ready, and begins when it is told a line. */
final class OtherProcess implements AutoCloseable {
    static final int LENGTH = 100_000;

    private final Process process;
    private final BufferedReader output;

    private OtherProcess(Process process) {
        this.process = process;
        this.output = process.inputReader(StandardCharsets.UTF_8);
    }

    /** Starts a process that puts {@code race/0}, {@code race/1} and so on, filled with the number of the writer. */
    static OtherProcess racing(Path root, boolean links, int writer, int rounds) throws IOException {
        return start(List.of(links ? "link" : "move", root.toString(), "" + writer, "" + rounds));
    }

    /** Starts a process that puts {@code half} and waits in the middle of it for input that never comes. */
    static OtherProcess stopping(Path root) throws IOException {
        return start(List.of("stop", root.toString()));
    }

    String nextLine() throws IOException {
        String line = output.readLine();
        if (line == null) {
            throw new IOException("The other process ended early");
        }
        return line;
    }

    void tellToBegin() throws IOException {
        process.getOutputStream().write('\n');
        process.getOutputStream().flush();
    }

    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor(60, TimeUnit.SECONDS);
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }

    public static void main(String[] args) throws IOException {
        Publisher publisher = args[0].equals("move") ? Publisher::moveUnderLock : Publisher::linkOrMove;
        LocalStore store = new LocalStore(Path.of(args[1]), publisher);
        System.out.println("ready");
        BufferedReader input = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        input.readLine();
        if (args[0].equals("stop")) {
            store.put("half", new StoppingBody());
        } else {
            race(store, Integer.parseInt(args[2]), Integer.parseInt(args[3]));
        }
    }

    private static void race(LocalStore store, int writer, int rounds) throws IOException {
        byte[] bytes = new byte[LENGTH];
        Arrays.fill(bytes, (byte) writer);
        for (int round = 0; round < rounds; round++) {
            try {
                store.put("race/" + round, ObjectBody.of(bytes));
                System.out.println("won");
            } catch (ObjectExistsException e) {
                System.out.println("lost");
            }
        }
    }

    private static OtherProcess start(List<String> arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xshare:auto",
                "-cp",
                System.getProperty("java.class.path"),
                OtherProcess.class.getName()));
        command.addAll(arguments);
        return new OtherProcess(new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start());
    }

    /** Says so when the first half has been taken, and never gives the second. */
    private static final class StoppingBody implements ObjectBody {
        @Override
        public long length() {
            return 2L * LENGTH;
        }

        @Override
        public InputStream open() {
            InputStream never = new FilterInputStream(System.in) {
                @Override
                public int read(byte[] target, int offset, int length) throws IOException {
                    System.out.println("half");
                    return super.read(target, offset, length);
                }
            };
            return new SequenceInputStream(new ByteArrayInputStream(new byte[LENGTH]), never);
        }
    }
}

package io.backup4j.cli;

import java.io.Console;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.util.Arrays;

/** The terminal of this process. */
@SuppressWarnings("SystemConsoleNull") // see the static block
final class ProcessTerminal implements Terminal {
    static {
        // Otherwise Java 22 to 24 say that there is a console where there is none.
        System.setProperty("jdk.console", "java.base");
    }

    /**
     * The numbers of the standard streams that are terminals, for instance {@code 02}; set by the launcher, because Java
     * can only tell whether all of them are.
     */
    private final String streams = System.getProperty("backup.terminals", System.console() == null ? "" : "012");

    @Override
    public boolean hasInput() {
        return streams.contains("0");
    }

    @Override
    public boolean hasOutput() {
        return streams.contains("1");
    }

    @Override
    public boolean hasError() {
        return streams.contains("2");
    }

    @Override
    public char[] readSecret(String prompt, PrintStream err) throws IOException {
        Console console = System.console();
        char[] line = console == null ? readWithoutEcho(System.in, prompt, err) : console.readPassword("%s", prompt);
        if (line == null) {
            throw new IOException("Standard input ended before a password was typed");
        }
        return line;
    }

    /** Java has no console while standard output goes to a file or a pipe. */
    private static char[] readWithoutEcho(InputStream in, String prompt, PrintStream err) throws IOException {
        Thread restore = new Thread(() -> stty("echo"));
        Runtime.getRuntime().addShutdownHook(restore);
        if (!stty("-echo")) {
            throw new IOException("The password cannot be asked for, because this terminal cannot hide what is typed");
        }
        try {
            err.print(prompt);
            err.flush();
            return readLine(in);
        } finally {
            stty("echo");
            err.println();
            Runtime.getRuntime().removeShutdownHook(restore);
        }
    }

    private static char[] readLine(InputStream in) throws IOException {
        byte[] line = new byte[4096];
        int length = 0;
        for (int b = in.read(); b >= 0 && b != '\n' && length < line.length; b = in.read()) {
            line[length++] = (byte) b;
        }
        char[] text = Secrets.decode(line, length);
        Arrays.fill(line, (byte) 0);
        return text;
    }

    private static boolean stty(String mode) {
        try {
            Process process = new ProcessBuilder("stty", mode)
                    .redirectInput(new File("/dev/tty"))
                    .start();
            return process.waitFor() == 0;
        } catch (IOException notThere) {
            return false;
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}

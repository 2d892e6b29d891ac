package io.backup4j.cli;

/** The program's entry. */
public final class Main {
    private Main() {}

    /** Runs one command. */
    public static void main(String[] arguments) {
        System.out.println("backup 0.1.0-SNAPSHOT");
    }
}

package io.backup4j.examples.quickstart;

/** The tour of backup4j. */
public final class QuickStart {
    private QuickStart() {}

    /** Runs the tour. */
    public static void main(String[] arguments) {
        System.out.println("The tour starts here.");
    }
}

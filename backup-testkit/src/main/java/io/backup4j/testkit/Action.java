package io.backup4j.testkit;

/** A step of a test. */
@FunctionalInterface
interface Action {
    void run() throws Exception;
}

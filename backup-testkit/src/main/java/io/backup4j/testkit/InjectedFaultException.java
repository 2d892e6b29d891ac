package io.backup4j.testkit;

import java.io.IOException;

/** A failure that a {@link FaultyStore} was told to make. */
public final class InjectedFaultException extends IOException {
    private static final long serialVersionUID = 1;

    InjectedFaultException(String message) {
        super("Injected fault: " + message);
    }
}

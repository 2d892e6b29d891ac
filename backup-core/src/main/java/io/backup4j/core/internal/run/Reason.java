package io.backup4j.core.internal.run;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;

/** Says in words what the JDK's exceptions for single files say by their class alone. */
public final class Reason {
    private Reason() {}

    /** Returns why it failed. */
    public static String of(IOException failure) {
        if (failure instanceof FileSystemException file && file.getReason() == null) {
            if (failure instanceof AccessDeniedException) {
                return "permission denied at " + file.getFile();
            }
            if (failure instanceof NoSuchFileException) {
                return file.getFile() + ", or a directory above it, does not exist";
            }
        }
        return failure.getMessage() == null ? failure.getClass().getSimpleName() : failure.getMessage();
    }
}

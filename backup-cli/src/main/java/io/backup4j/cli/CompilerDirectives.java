package io.backup4j.cli;

import java.lang.management.ManagementFactory;
import javax.management.JMException;
import javax.management.ObjectName;

/**
 * Tells the JVM which methods its second compiler is to leave alone. A command lives for seconds: translating wide and shallow code a second time is
 * up to a fifth of its processor time and never pays. The diagnostic command {@code Compiler.directives_add} does it, because the JVM option that reads
 * the same file announces so on standard output.
 */
final class CompilerDirectives {
    /** Set by the launcher: the file, in the format of JEP 165. */
    private static final String FILE = "backup.compiler-directives";

    private CompilerDirectives() {}

    /** Does it in the background, if the launcher named a file: what comes next, deriving a key, has one thread. */
    static void start() {
        String file = System.getProperty(FILE, "");
        if (!file.isEmpty()) {
            Thread thread = new Thread(() -> add(file), "backup-compiler-directives");
            thread.setDaemon(true);
            thread.start();
        }
    }

    /** Adds the directives of a file to those that the JVM has. */
    static void add(String file) {
        try {
            String[] quoted = {'"' + file + '"'};
            ManagementFactory.getPlatformMBeanServer()
                    .invoke(
                            new ObjectName("com.sun.management:type=DiagnosticCommand"),
                            "compilerDirectivesAdd",
                            new Object[] {quoted},
                            new String[] {String[].class.getName()});
        } catch (JMException | RuntimeException | LinkageError otherJvm) {
            // One without this command, or without the module: everything runs as well, only slower.
        }
    }
}

package io.backup4j.cli;

import java.lang.reflect.Method;

/**
 * Tells the JVM which methods its second compiler is to leave alone. A command lives for seconds: translating wide and shallow code a second time is
 * up to a fifth of its processor time and never pays. The diagnostic command {@code Compiler.directives_add} does it, because the JVM option that reads
 * the same file announces so on standard output. It is called where JMX calls it, which the jar's manifest opens: to start JMX takes a seventh of the
 * processor time of a short command.
 */
final class CompilerDirectives {
    /** Set by the launcher: the file, in the format of JEP 165. */
    private static final String FILE = "backup.compiler-directives";

    private static final String HOME = "com.sun.management.internal.";

    private CompilerDirectives() {}

    /** Does it in the background, if the launcher named a file. */
    static void start() {
        String file = System.getProperty(FILE, "");
        if (!file.isEmpty()) {
            Thread thread = new Thread(() -> add(file), "backup-compiler-directives");
            thread.setDaemon(true);
            thread.start();
        }
    }

    /** Adds the directives of a file to those that the JVM has. */
    private static void add(String file) {
        try {
            // This one loads the library in which the command is.
            Class.forName(HOME + "PlatformMBeanProviderImpl");
            Class<?> commands = Class.forName(HOME + "DiagnosticCommandImpl");
            Method instance = commands.getDeclaredMethod("getDiagnosticCommandMBean");
            Method execute = commands.getDeclaredMethod("executeDiagnosticCommand", String.class);
            instance.setAccessible(true);
            execute.setAccessible(true);
            execute.invoke(instance.invoke(null), "Compiler.directives_add \"" + file + '"');
        } catch (ReflectiveOperationException | RuntimeException | LinkageError otherJvm) {
            // One without this command, or another inside: everything runs as well, only slower.
        }
    }
}

package io.backup4j.architecture;

import java.io.File;
import java.lang.module.ModuleFinder;
import java.lang.module.ModuleReference;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** The modules on the class path of this test, looked at as the module system would. */
final class Modules {
    private Modules() {}

    /** Ours, by name; those without a descriptor (command line, examples) are not among them. */
    static List<ModuleReference> published() {
        return onClassPath().findAll().stream()
                .filter(module -> !module.descriptor().isAutomatic())
                .filter(module -> module.descriptor().name().startsWith("io.backup4j."))
                .sorted(Comparator.comparing(module -> module.descriptor().name()))
                .toList();
    }

    static ModuleFinder onClassPath() {
        return ModuleFinder.of(Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
                .map(Path::of)
                .toArray(Path[]::new));
    }
}

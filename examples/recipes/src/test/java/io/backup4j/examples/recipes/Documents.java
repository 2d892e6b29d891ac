package io.backup4j.examples.recipes;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The pages that people read first, wherever the tests are started from. */
final class Documents {
    static final Path ROOT = root();
    static final Path README = ROOT.resolve("README.md");

    private Documents() {}

    private static Path root() {
        for (Path path = Path.of("").toAbsolutePath(); path != null; path = path.getParent()) {
            if (Files.exists(path.resolve("mvnw"))) {
                return path;
            }
        }
        throw new IllegalStateException("The tests run outside of the project");
    }

    /** Returns all pages but those of build results. */
    static List<Path> pages() throws IOException {
        try (Stream<Path> top = Files.list(ROOT);
                Stream<Path> docs = Files.walk(ROOT.resolve("docs"));
                Stream<Path> benchmarks = Files.list(ROOT.resolve("benchmarks"))) {
            return Stream.of(top, docs, benchmarks)
                    .flatMap(paths -> paths)
                    .filter(path -> path.toString().endsWith(".md"))
                    .toList();
        }
    }

    /** Returns the only block of Java in the README. */
    static String javaOfReadme() throws IOException {
        return firstGroup(Files.readString(README), "(?s)```java\n(.*?)```");
    }

    /** Returns the recipes that the README names. */
    static List<String> recipes() throws IOException {
        String names = firstGroup(Files.readString(README), "(?s)## Recipes\n(.*?)\n## ");
        return Pattern.compile("`([A-Z]\\w+)`")
                .matcher(names)
                .results()
                .map((MatchResult found) -> found.group(1))
                .toList();
    }

    static String firstGroup(String text, String regex) {
        return Pattern.compile(regex)
                .matcher(text)
                .results()
                .findFirst()
                .orElseThrow(() -> new AssertionError("Nothing matches " + regex))
                .group(1);
    }
}

package io.backup4j.examples.recipes;

import static org.assertj.core.api.Assertions.assertThat;

import io.backup4j.testkit.TreeSnapshot;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the pages say is so. */
class DocumentsTest {
    private static final Pattern LINK = Pattern.compile("\\]\\((?!https?:)([^)#\\s]*)(?:#([^)\\s]+))?\\)");
    private static final String AROUND_README = """
            import io.backup4j.api.*;
            import io.backup4j.core.*;
            import io.backup4j.core.files.*;
            import io.backup4j.store.local.*;
            import java.nio.file.Path;

            class Readme {
                public static void main(String[] arguments) throws Exception {
            %s
                }
            }
            """;

    @TempDir
    private Path directory;

    @Test
    void javaOfTheReadme_runsAsPrinted() throws Exception {
        Path data = Scratch.makeTree(directory.resolve("data"));
        Path program =
                Scratch.write(directory.resolve("Readme.java"), AROUND_README.formatted(Documents.javaOfReadme()));
        Process java = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        program.toString())
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve("output").toFile())
                .start();
        assertThat(java.waitFor()).as(() -> read(directory.resolve("output"))).isZero();
        TreeSnapshot.of(directory.resolve("restored")).assertSameAs(TreeSnapshot.of(data));
    }

    @Test
    void javaOfTheReadme_isTheRecipe() throws IOException {
        Path recipe = Documents.ROOT.resolve(
                "examples/recipes/src/main/java/io/backup4j/examples/recipes/EncryptedFiles.java");
        String marked = Documents.firstGroup(Files.readString(recipe), "(?s)// README begins\n(.*?)\n *// README ends");
        assertThat(marked.stripIndent().replace("directory.resolve(", "Path.of("))
                .isEqualToIgnoringNewLines(Documents.javaOfReadme().stripTrailing());
    }

    @Test
    void readme_showsDependencyAndJavaOnTheFirstScreen() throws IOException {
        List<String> lines = Files.readAllLines(Documents.README);
        assertThat(lines.indexOf("```xml")).isBetween(0, 19);
        assertThat(lines.indexOf("```java")).isBetween(0, 34);
    }

    @Test
    void readme_namesEveryRecipe() throws IOException {
        try (Stream<Path> classes =
                Files.list(Documents.ROOT.resolve("examples/recipes/src/main/java/io/backup4j/examples/recipes"))) {
            List<String> recipes = classes.filter(file -> read(file).contains("void main("))
                    .map(file -> file.getFileName().toString().replace(".java", ""))
                    .toList();
            assertThat(Documents.recipes()).containsExactlyInAnyOrderElementsOf(recipes);
        }
    }

    @Test
    void everyLink_leadsSomewhere() throws IOException {
        List<String> broken = new ArrayList<>();
        for (Path page : Documents.pages()) {
            for (MatchResult link : LINK.matcher(read(page)).results().toList()) {
                Path target = link.group(1).isEmpty() ? page : page.resolveSibling(link.group(1));
                if (!Files.exists(target)
                        || link.group(2) != null && !anchors(target).contains(link.group(2))) {
                    broken.add(Documents.ROOT.relativize(page) + ": " + link.group());
                }
            }
        }
        assertThat(broken).isEmpty();
    }

    /** Headings as the usual sites turn them into anchors. */
    private static List<String> anchors(Path page) {
        return read(page)
                .lines()
                .filter(line -> line.startsWith("#"))
                .map(line -> line.replaceFirst("#+ ", "").toLowerCase(Locale.ROOT))
                .map(line -> line.replaceAll("[^a-z0-9 _-]", "").replace(' ', '-'))
                .toList();
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new AssertionError("Could not read " + file, e);
        }
    }
}

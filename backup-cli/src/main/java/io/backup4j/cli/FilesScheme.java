package io.backup4j.cli;

import io.backup4j.core.files.FileTreeSource;
import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/** A tree of files: a plain path or {@code files:/path}. */
final class FilesScheme implements SourceUrls.Scheme {
    private static final Pattern GLOB_SIGNS = Pattern.compile("[\\\\*?\\[\\]{},!-]");

    @Override
    public boolean isCalled(String scheme) {
        return scheme.equals("files");
    }

    @Override
    public String form() {
        return "files:/path";
    }

    @Override
    public SourceUrls.Found find(String rest, TreeOptions options, Logins logins, Consumer<String> remarks) {
        Path path = path(rest);
        Path last = path.toAbsolutePath().normalize().getFileName();
        FileTreeSource source = confined(path, options);
        for (Path repository : options.repositories()) {
            source = without(repository, path, source, remarks);
        }
        return new SourceUrls.Found(
                last == null ? "root" : last.toString(), real(path).toString(), source);
    }

    private static FileTreeSource confined(Path path, TreeOptions options) {
        FileTreeSource source = FileTreeSource.of(path);
        try {
            source = source.including(options.includes().toArray(String[]::new))
                    .excluding(options.excludes().toArray(String[]::new));
        } catch (IllegalArgumentException malformed) {
            throw new UsageException(String.valueOf(malformed.getMessage()));
        }
        source = options.oneFileSystem() ? source.oneFileSystem() : source;
        return options.sqliteFiles() ? source.includingSqliteFiles() : source;
    }

    /** A repository inside the tree would back up itself, and grow by its own size each time. */
    private static FileTreeSource without(Path repository, Path path, FileTreeSource source, Consumer<String> remarks) {
        if (!isInside(repository, path)) {
            return source;
        }
        Path inside = real(path).relativize(real(repository));
        if (inside.toString().isEmpty()) {
            throw new UsageException("The source is the repository itself: " + path);
        }
        remarks.accept("Left out of " + path + ": the repository itself, " + inside);
        return source.excluding("/" + GLOB_SIGNS.matcher(inside.toString()).replaceAll("\\\\$0"));
    }

    /** Returns the path that an argument names. */
    static Path path(String text) {
        if (text.isEmpty()) {
            throw new UsageException("A path is empty");
        }
        try {
            return Path.of(text);
        } catch (InvalidPathException invalid) {
            throw new UsageException("Not a path: " + text + " (" + invalid.getReason() + ")");
        }
    }

    /** Returns whether {@code inner} is {@code directory} or lies in it, whatever links lead there. */
    static boolean isInside(Path inner, Path directory) {
        return real(inner).startsWith(real(directory));
    }

    /** Returns the path without links, as far as it is there. */
    static Path real(Path path) {
        try {
            return path.toRealPath();
        } catch (IOException missing) {
            // The engine says so when it opens the source.
            Path absolute = path.toAbsolutePath().normalize();
            Path parent = absolute.getParent();
            return parent == null ? absolute : real(parent).resolve(absolute.getFileName());
        }
    }
}

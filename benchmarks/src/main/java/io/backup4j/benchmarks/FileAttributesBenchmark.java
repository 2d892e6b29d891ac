package io.backup4j.benchmarks;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributes;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.Blackhole;

/** What one directory entry costs an unchanged backup: listing it and asking for its attributes, in three ways. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Fork(2)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class FileAttributesBenchmark {
    private static final int FILES = 1000;

    private Path directory = Path.of("");

    /** Makes a directory of small files. */
    @Setup(Level.Trial)
    public void create() throws IOException {
        directory = Files.createTempDirectory("file-attributes-");
        for (int i = 0; i < FILES; i++) {
            Files.writeString(directory.resolve("file-" + i), "content " + i);
        }
    }

    /** Deletes it again. */
    @TearDown(Level.Trial)
    public void delete() throws IOException {
        Trees.delete(directory);
    }

    /** One {@code lstat} into fields; neither inode nor number of links. */
    @Benchmark
    @OperationsPerInvocation(FILES)
    public void posix(Blackhole hole) throws IOException {
        each(hole, file -> Files.readAttributes(file, PosixFileAttributes.class, LinkOption.NOFOLLOW_LINKS));
    }

    /** One {@code lstat} into a map of what a backup compares. */
    @Benchmark
    @OperationsPerInvocation(FILES)
    public void unixNamed(Blackhole hole) throws IOException {
        String names = "unix:mode,ino,nlink,uid,gid,size,lastModifiedTime,ctime";
        each(hole, file -> Files.readAttributes(file, names, LinkOption.NOFOLLOW_LINKS));
    }

    /** Everything, and with it the names of owner and group. */
    @Benchmark
    @OperationsPerInvocation(FILES)
    public void unixAll(Blackhole hole) throws IOException {
        each(hole, file -> Files.readAttributes(file, "unix:*", LinkOption.NOFOLLOW_LINKS));
    }

    private void each(Blackhole hole, Reading reading) throws IOException {
        try (DirectoryStream<Path> files = Files.newDirectoryStream(directory)) {
            for (Path file : files) {
                hole.consume(reading.of(file));
            }
        }
    }

    private interface Reading {
        Object of(Path file) throws IOException;
    }
}

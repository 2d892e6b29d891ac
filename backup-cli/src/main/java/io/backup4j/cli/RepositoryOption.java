package io.backup4j.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Stack;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.IParameterConsumer;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/** Which repository is meant and what opens it. */
final class RepositoryOption {
    @Option(
            names = "--repo",
            paramLabel = "URL",
            scope = ScopeType.INHERIT,
            order = 80,
            description =
                    "Where the repository is: a path, file:/path, s3://bucket/prefix or gdrive:///folder. Variable: BACKUP_REPO.")
    @Nullable
    String repo;

    @Option(
            names = "--replica",
            paramLabel = "URL",
            scope = ScopeType.INHERIT,
            order = 80,
            description =
                    "Another store that is to hold the same; repeatable. Variable: BACKUP_REPLICAS, with spaces between,"
                            + " for the repository of BACKUP_REPO.",
            parameterConsumer = Adding.class)
    List<String> replicas = new ArrayList<>();

    @Option(
            names = "--password-file",
            paramLabel = "FILE",
            scope = ScopeType.INHERIT,
            order = 81,
            description = "Its first line is the password. Variables: BACKUP_PASSWORD_FILE, BACKUP_PASSWORD.")
    @Nullable
    Path passwordFile;

    @Option(
            names = "--key-file",
            paramLabel = "FILE",
            scope = ScopeType.INHERIT,
            order = 82,
            description = "A key file opens the repository. Variable: BACKUP_KEY_FILE.")
    @Nullable
    Path keyFile;

    @Option(
            names = "--no-encryption",
            scope = ScopeType.INHERIT,
            order = 83,
            description = "The repository is not encrypted: everybody who sees the store can read it.")
    boolean noEncryption;

    @Option(
            names = "--append-only",
            scope = ScopeType.INHERIT,
            order = 84,
            description = "Fail unless the store refuses to delete with these credentials.")
    boolean appendOnly;

    /** Adds to the list that there is: by itself each command begins a new one, and those before it were lost. */
    static final class Adding implements IParameterConsumer {
        @Override
        public void consumeParameters(Stack<String> arguments, ArgSpec option, CommandSpec command) {
            List<String> values = option.getValue();
            values.add(arguments.pop());
        }
    }

    /** Returns where the repository is. The replicas of the variable are those of the repository of the variable. */
    Locations locations(Surroundings surroundings) {
        List<String> others = replicas.isEmpty() && repo == null ? replicasOfVariable(surroundings) : replicas;
        return new Locations(url(surroundings), others, appendOnly);
    }

    private static List<String> replicasOfVariable(Surroundings surroundings) {
        return surroundings.variable("BACKUP_REPLICAS").stream()
                .flatMap(Pattern.compile("\\s+")::splitAsStream)
                .filter(url -> !url.isEmpty())
                .toList();
    }

    /** Returns the store that is meant, when only one can be. */
    String url(Surroundings surroundings) {
        return repo != null
                ? repo
                : surroundings
                        .variable("BACKUP_REPO")
                        .orElseThrow(() -> new UsageException("Which repository? Give --repo or set BACKUP_REPO"));
    }

    /** Returns where its key may come from. */
    Credentials.Origin key() {
        return new Credentials.Origin("repository", "BACKUP_", passwordFile, keyFile, noEncryption);
    }
}

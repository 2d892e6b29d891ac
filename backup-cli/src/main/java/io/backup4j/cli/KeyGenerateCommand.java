package io.backup4j.cli;

import io.backup4j.core.Encryption;
import java.io.IOException;
import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Makes a key file. */
@Command(
        name = "generate",
        description = "Make a new key file, for 'init --key-file' or 'key add --new-key-file'.",
        footer = {
            "",
            "Whoever has the file can open the repository; whoever loses it cannot. Keep a copy somewhere else."
        })
final class KeyGenerateCommand extends Action {
    @Parameters(paramLabel = "FILE", description = "The file; it must not exist.")
    private String file = "";

    @Override
    int act(Session session) {
        Path path = FilesScheme.path(file);
        try {
            Encryption.generateKeyFile(path);
        } catch (IOException failed) {
            throw new FailureException("Key file " + file + " cannot be made: " + Causes.reason(failed), failed);
        }
        if (session.output().isJson()) {
            session.output().json(json -> json.writeStringProperty("keyFile", file));
        } else {
            session.output().line("Wrote key file " + file);
        }
        return ExitCodes.DONE;
    }
}

package io.backup4j.cli;

import io.backup4j.store.gdrive.DriveSignIn;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Gets a token for Google Drive. */
@Command(
        name = "sign-in",
        description = "Sign in to Google with a browser of this machine, and keep the token for gdrive: repositories.",
        footer = {"", "The token is as good as a password for what was allowed. Needs no repository."})
final class SignInCommand extends Action {
    private static final Duration PATIENCE = Duration.ofMinutes(10);

    @Parameters(paramLabel = "TOKEN_FILE", description = "Where the token is kept, readable by you alone.")
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private Path tokenFile;

    @Option(
            names = "--client",
            paramLabel = "FILE",
            required = true,
            description = "The client of the kind 'desktop app', as Google's console hands it out.")
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private Path client;

    @Option(
            names = "--all-files",
            description =
                    "Allow all files and not only those that this client creates: for folders of others, and shared drives.")
    private boolean allFiles;

    @Override
    int act(Session session) throws IOException {
        DriveSignIn signIn = DriveSignIn.withClient(client);
        (allFiles ? signIn.forAllFiles() : signIn)
                .run(address -> session.output().problem("open in a browser: " + address), tokenFile, PATIENCE);
        if (session.output().isJson()) {
            session.output().json(json -> json.writeStringProperty("tokenFile", tokenFile.toString()));
        } else {
            session.output().line("Wrote token " + tokenFile);
        }
        return ExitCodes.DONE;
    }
}

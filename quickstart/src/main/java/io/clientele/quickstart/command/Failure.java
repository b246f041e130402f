package io.clientele.quickstart.command;

import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;

/** How a command says that it failed: in one line. */
final class Failure {
    private Failure() {}

    /** It could not be done. */
    static int of(CommandSpec spec, String message) {
        return say(spec, message, ExitCode.SOFTWARE);
    }

    /** It was asked for wrongly. */
    static int ofUsage(CommandSpec spec, String message) {
        return say(spec, message, ExitCode.USAGE);
    }

    private static int say(CommandSpec spec, String message, int exitCode) {
        spec.commandLine().getErr().println(spec.qualifiedName() + ": " + message);
        spec.commandLine().getErr().flush();
        return exitCode;
    }
}

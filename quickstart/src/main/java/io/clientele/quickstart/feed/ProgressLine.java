package io.clientele.quickstart.feed;

import java.io.Console;
import java.io.PrintStream;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** A line on a terminal that says how far a command is, a few times a second; nowhere else. */
public final class ProgressLine implements AutoCloseable {
    private static final long STEP = TimeUnit.MILLISECONDS.toNanos(250);

    private final PrintStream out;
    private final boolean shown;
    private long due = System.nanoTime() + STEP;
    private int width;

    private ProgressLine(PrintStream out, boolean shown) {
        this.out = out;
        this.shown = shown;
    }

    /** A line on standard error, if the command runs on a terminal. */
    public static ProgressLine onTerminal() {
        return new ProgressLine(System.err, onConsole());
    }

    /** From JDK 22 on a console need not be a terminal, and says whether it is. */
    @SuppressWarnings("SystemConsoleNull")
    private static boolean onConsole() {
        Console console = System.console();
        if (console == null) {
            return false;
        }
        try {
            return (boolean) Console.class.getMethod("isTerminal").invoke(console);
        } catch (ReflectiveOperationException before22) {
            return true;
        }
    }

    /** Shows the text if it is time again. Cheap enough to be called for every few records. */
    public void update(Supplier<String> text) {
        long now = System.nanoTime();
        if (shown && now - due >= 0) {
            due = now + STEP;
            show(text.get());
        }
    }

    /** Clears the line. */
    @Override
    public void close() {
        if (width > 0) {
            show("");
            out.print('\r');
            out.flush();
        }
    }

    private void show(String text) {
        out.print('\r' + text + " ".repeat(Math.max(width - text.length(), 0)));
        out.flush();
        width = text.length();
    }
}

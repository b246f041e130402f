package io.clientele.quickstart.evaluate;

import io.clientele.analytics.backtest.ChurnTrial;
import java.util.Arrays;
import java.util.Locale;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** By which figure the best settings are chosen. */
enum TuningGoal {
    LOG_LOSS,
    BRIER,
    AUC;

    /** The less, the better. */
    double cost(ChurnTrial.Figures figures) {
        return switch (this) {
            case LOG_LOSS -> figures.logLoss();
            case BRIER -> figures.brier();
            case AUC -> -figures.auc();
        };
    }

    /** As on the command line. */
    String label() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** Reads what {@link #label} writes. */
    static final class Named implements ITypeConverter<TuningGoal> {
        @Override
        public TuningGoal convert(String text) {
            return Arrays.stream(values())
                    .filter(goal -> goal.label().equals(text))
                    .findFirst()
                    .orElseThrow(
                            () ->
                                    new TypeConversionException(
                                            "\"%s\", expected log-loss, brier or auc"
                                                    .formatted(text)));
        }
    }
}

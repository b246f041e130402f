package io.clientele.rules.expression;

import dev.cel.common.CelFunctionDecl;
import dev.cel.common.CelOverloadDecl;
import dev.cel.common.types.ListType;
import dev.cel.common.types.SimpleType;
import dev.cel.runtime.CelFunctionBinding;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * What rules have beyond CEL's own functions: arithmetic of whole numbers with doubles, {@code
 * sum}, {@code days}, {@code hours} and {@code money}.
 */
final class RuleFunctions {

    private static final double MILLIS_PER_HOUR = 3_600_000.0;

    private RuleFunctions() {}

    /** The operators that CEL does not have for a whole number and a double. */
    private enum Operator {
        ADD("_+_", "add") {
            @Override
            double apply(double a, double b) {
                return a + b;
            }
        },
        SUBTRACT("_-_", "subtract") {
            @Override
            double apply(double a, double b) {
                return a - b;
            }
        },
        MULTIPLY("_*_", "multiply") {
            @Override
            double apply(double a, double b) {
                return a * b;
            }
        },
        DIVIDE("_/_", "divide") {
            @Override
            double apply(double a, double b) {
                return a / b;
            }
        };

        private final String symbol;
        private final String overload;

        Operator(String symbol, String overload) {
            this.symbol = symbol;
            this.overload = overload;
        }

        abstract double apply(double a, double b);
    }

    static List<CelFunctionDecl> declarations() {
        List<CelFunctionDecl> declarations = new ArrayList<>();
        for (Operator operator : Operator.values()) {
            declarations.add(
                    CelFunctionDecl.newFunctionDeclaration(
                            operator.symbol,
                            CelOverloadDecl.newGlobalOverload(
                                    operator.overload + "_int_double",
                                    SimpleType.DOUBLE,
                                    SimpleType.INT,
                                    SimpleType.DOUBLE),
                            CelOverloadDecl.newGlobalOverload(
                                    operator.overload + "_double_int",
                                    SimpleType.DOUBLE,
                                    SimpleType.DOUBLE,
                                    SimpleType.INT)));
        }
        declarations.add(
                CelFunctionDecl.newFunctionDeclaration(
                        "sum",
                        CelOverloadDecl.newGlobalOverload(
                                "sum_doubles",
                                SimpleType.DOUBLE,
                                ListType.create(SimpleType.DOUBLE))));
        declarations.add(ofDuration("days"));
        declarations.add(ofDuration("hours"));
        declarations.add(
                CelFunctionDecl.newFunctionDeclaration(
                        "money",
                        CelOverloadDecl.newGlobalOverload(
                                "money_double", SimpleType.STRING, SimpleType.DOUBLE)));
        return declarations;
    }

    /**
     * The functions' code.
     *
     * @param fractionDigits how many decimals the reporting currency's minor unit has
     */
    static List<CelFunctionBinding> bindings(int fractionDigits) {
        List<CelFunctionBinding> bindings = new ArrayList<>();
        for (Operator operator : Operator.values()) {
            bindings.add(
                    CelFunctionBinding.from(
                            operator.overload + "_int_double",
                            Long.class,
                            Double.class,
                            (a, b) -> operator.apply(a, b)));
            bindings.add(
                    CelFunctionBinding.from(
                            operator.overload + "_double_int",
                            Double.class,
                            Long.class,
                            (a, b) -> operator.apply(a, b)));
        }
        bindings.add(CelFunctionBinding.from("sum_doubles", List.class, RuleFunctions::sum));
        bindings.add(
                CelFunctionBinding.from(
                        "days_duration",
                        Duration.class,
                        d -> d.toMillis() / (24 * MILLIS_PER_HOUR)));
        bindings.add(
                CelFunctionBinding.from(
                        "hours_duration", Duration.class, d -> d.toMillis() / MILLIS_PER_HOUR));
        bindings.add(
                CelFunctionBinding.from(
                        "money_double", Double.class, minor -> money(minor, fractionDigits)));
        return bindings;
    }

    private static CelFunctionDecl ofDuration(String name) {
        return CelFunctionDecl.newFunctionDeclaration(
                name,
                CelOverloadDecl.newGlobalOverload(
                        name + "_duration", SimpleType.DOUBLE, SimpleType.DURATION));
    }

    private static Double sum(List<?> numbers) {
        double sum = 0;
        for (Object number : numbers) {
            sum += ((Number) number).doubleValue();
        }
        return sum;
    }

    private static String money(double minor, int fractionDigits) {
        return Double.isFinite(minor)
                ? new BigDecimal(minor)
                        .movePointLeft(fractionDigits)
                        .setScale(fractionDigits, RoundingMode.HALF_EVEN)
                        .toPlainString()
                : "?";
    }
}

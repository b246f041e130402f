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
import java.util.function.DoubleBinaryOperator;

/**
 * What rules have beyond CEL's own functions: arithmetic of whole numbers with doubles, {@code
 * sum}, {@code days}, {@code hours} and {@code money}.
 */
final class RuleFunctions {

    private static final double MILLIS_PER_HOUR = 3_600_000.0;

    private RuleFunctions() {}

    /** An operator on two doubles. */
    private record Operator(String symbol, String name, DoubleBinaryOperator operation) {}

    private static final List<Operator> OPERATORS =
            List.of(
                    new Operator("_+_", "add", Double::sum),
                    new Operator("_-_", "subtract", (a, b) -> a - b),
                    new Operator("_*_", "multiply", (a, b) -> a * b),
                    new Operator("_/_", "divide", (a, b) -> a / b));

    static List<CelFunctionDecl> declarations() {
        List<CelFunctionDecl> declarations = new ArrayList<>();
        for (Operator operator : OPERATORS) {
            declarations.add(
                    CelFunctionDecl.newFunctionDeclaration(
                            operator.symbol(),
                            CelOverloadDecl.newGlobalOverload(
                                    operator.name() + "_int_double",
                                    SimpleType.DOUBLE,
                                    SimpleType.INT,
                                    SimpleType.DOUBLE),
                            CelOverloadDecl.newGlobalOverload(
                                    operator.name() + "_double_int",
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
        for (Operator operator : OPERATORS) {
            bindings.add(
                    CelFunctionBinding.from(
                            operator.name() + "_int_double",
                            Long.class,
                            Double.class,
                            (a, b) -> operator.operation().applyAsDouble(a, b)));
            bindings.add(
                    CelFunctionBinding.from(
                            operator.name() + "_double_int",
                            Double.class,
                            Long.class,
                            (a, b) -> operator.operation().applyAsDouble(a, b)));
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

package io.clientele.rules.expression;

import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.CelIssue;
import dev.cel.common.CelOptions;
import dev.cel.common.CelValidationException;
import dev.cel.common.CelValidationResult;
import dev.cel.common.ast.CelExpr;
import dev.cel.common.ast.CelExpr.ExprKind.Kind;
import dev.cel.common.navigation.CelNavigableAst;
import dev.cel.common.navigation.CelNavigableExpr;
import dev.cel.common.types.CelKind;
import dev.cel.common.types.CelType;
import dev.cel.common.types.ListType;
import dev.cel.common.types.SimpleType;
import dev.cel.compiler.CelCompiler;
import dev.cel.compiler.CelCompilerBuilder;
import dev.cel.compiler.CelCompilerFactory;
import dev.cel.parser.CelStandardMacro;
import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelRuntime;
import dev.cel.runtime.CelRuntimeFactory;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Checks and compiles CEL expressions.
 *
 * <p>All fields that are numbers are doubles, and doubles and whole numbers mix freely, so that a
 * ratio of two counts is no whole number. Size, nesting and the work of one evaluation are bounded.
 */
public final class ExpressionCompiler {

    /** The longest expression, in characters. */
    public static final int MOST_CHARACTERS = 1_000;

    private static final int DEEPEST = 24;
    private static final int MOST_ITERATIONS = 1_000;
    private static final int MOST_NESTED_LOOPS = 2;
    private static final int MOST_REGEX_PROGRAM = 500;

    private static final CelOptions OPTIONS =
            CelOptions.current()
                    .enableHeterogeneousNumericComparisons(true)
                    .evaluateCanonicalTypesToNativeValues(true)
                    .maxExpressionCodePointSize(MOST_CHARACTERS)
                    .maxParseRecursionDepth(DEEPEST)
                    .maxParseErrorRecoveryLimit(1)
                    .comprehensionMaxIterations(MOST_ITERATIONS)
                    .maxRegexProgramSize(MOST_REGEX_PROGRAM)
                    .build();

    private static final Pattern UNDEFINED_FIELD = Pattern.compile("undefined field '(.*)'");
    private static final Pattern UNDECLARED = Pattern.compile("undeclared reference to '([^']*)'");
    private static final Pattern CANDIDATES = Pattern.compile(" \\(candidates: .*", Pattern.DOTALL);
    private static final Pattern UNLIKE_NUMBERS =
            Pattern.compile("'_[!=]=_' applied to '\\((double, int|int, double)\\)'");
    private static final int MOST_CHANGES = 50;
    private static final Set<String> COMPARISONS = Set.of("_==_", "_!=_", "@in");

    private final CelRuntime runtime;

    /**
     * A compiler.
     *
     * @param fractionDigits how many decimals the reporting currency's minor unit has: 2 for GBP
     */
    public ExpressionCompiler(int fractionDigits) {
        runtime =
                CelRuntimeFactory.standardCelRuntimeBuilder()
                        .setOptions(OPTIONS)
                        .addFunctionBindings(RuleFunctions.bindings(fractionDigits))
                        .build();
    }

    /** What was asked of an expression's result. */
    public enum Expected {
        TRUTH,
        NUMBER,
        ANYTHING
    }

    /** Something is wrong with an expression, at one of its characters. */
    public static final class WrongExpressionException extends Exception {

        private static final long serialVersionUID = 1L;
        private final int index;

        WrongExpressionException(int index, String message) {
            super(message);
            this.index = index;
        }

        /** Which character it is about, from 0. */
        public int index() {
            return index;
        }
    }

    /** The compilation of several expressions that see the same variables. */
    public final class Checked {

        private final Scope scope;

        /** Made when it is first needed: it takes longer than all expressions of a rule. */
        private Optional<CelCompiler> compiler = Optional.empty();

        private Checked(Scope scope) {
            this.scope = scope;
        }

        private CelCompiler compiler() {
            if (compiler.isEmpty()) {
                CelCompilerBuilder builder =
                        CelCompilerFactory.standardCelCompilerBuilder()
                                .setOptions(OPTIONS)
                                .setStandardMacros(CelStandardMacro.STANDARD_MACROS)
                                .setTypeProvider(scope.types())
                                .addFunctionDeclarations(RuleFunctions.declarations());
                scope.variables().forEach(builder::addVar);
                compiler = Optional.of(builder.build());
            }
            return compiler.get();
        }

        /**
         * Checks and compiles an expression.
         *
         * @throws WrongExpressionException saying what is wrong, where, and what was expected
         */
        public Expression compile(String source, Expected expected)
                throws WrongExpressionException {
            if (source.length() > MOST_CHARACTERS) {
                throw new WrongExpressionException(
                        0,
                        "an expression of %d characters, expected at most %d"
                                .formatted(source.length(), MOST_CHARACTERS));
            }
            try {
                return compile(source, expected, source, 0);
            } catch (CelValidationException | CelEvaluationException unexpected) {
                throw new WrongExpressionException(0, oneLine(unexpected.getMessage()));
            }
        }

        /**
         * All fields are decimals, so {@code event.amount == 5} means 5.0: where CEL refuses to
         * compare the two, the literal is read as a decimal.
         */
        private Expression compile(String source, Expected expected, String text, int changes)
                throws WrongExpressionException, CelValidationException, CelEvaluationException {
            CelValidationResult parsed = compiler().parse(text);
            if (parsed.hasError()) {
                throw wrong(text, parsed.getErrors());
            }
            CelValidationResult result = compiler().check(parsed.getAst());
            if (!result.hasError()) {
                return compile(source, expected, result.getAst());
            }
            CelIssue first = result.getErrors().get(0);
            Optional<String> decimal =
                    UNLIKE_NUMBERS.matcher(first.getMessage()).find() && changes < MOST_CHANGES
                            ? DecimalLiteral.beside(
                                    text,
                                    index(
                                            text,
                                            first.getSourceLocation().getLine(),
                                            first.getSourceLocation().getColumn()))
                            : Optional.empty();
            if (decimal.isEmpty()) {
                throw wrong(text, result.getErrors());
            }
            return compile(source, expected, decimal.get(), changes + 1);
        }

        private Expression compile(String source, Expected expected, CelAbstractSyntaxTree ast)
                throws WrongExpressionException, CelEvaluationException {
            requireType(expected, ast.getResultType());
            Set<String> variables = new HashSet<>();
            Set<String> fields = new HashSet<>();
            Set<String> allFields = new HashSet<>();
            Set<String> profilePaths = new HashSet<>();
            List<CelNavigableExpr> nodes =
                    CelNavigableAst.fromAst(ast).getRoot().allNodes().toList();
            for (CelNavigableExpr node : nodes) {
                CelExpr expression = node.expr();
                if (expression.exprKind().getKind() == Kind.IDENT
                        && scope.names().contains(expression.ident().name())) {
                    variables.add(expression.ident().name());
                    if (expression.ident().name().equals("profile")) {
                        profilePaths.add(ProfilePath.from(node));
                    }
                } else if (expression.exprKind().getKind() == Kind.SELECT) {
                    CelExpr operand = expression.select().operand();
                    boolean current =
                            operand.exprKind().getKind() == Kind.IDENT
                                    && operand.ident().name().equals("event");
                    if (isEvent(ast, operand.id())) {
                        allFields.add(expression.select().field());
                        if (!current) {
                            fields.add(expression.select().field());
                        }
                    }
                } else if (expression.exprKind().getKind() == Kind.CALL
                        && COMPARISONS.contains(expression.call().function())) {
                    requireComparable(source, ast, expression);
                } else if (expression.exprKind().getKind() == Kind.COMPREHENSION) {
                    requireShallow(source, ast, node);
                }
            }
            return new Expression(
                    source,
                    kind(ast.getResultType()),
                    variables,
                    fields,
                    allFields,
                    profilePaths,
                    SameText.in(ast.getExpr(), scope.names()),
                    runtime.createProgram(ast));
        }

        private boolean isEvent(CelAbstractSyntaxTree ast, long id) {
            return ast.getType(id).filter(scope.eventType()::equals).isPresent()
                    || ast.getType(id)
                            .filter(t -> t.kind() == CelKind.STRUCT)
                            .filter(t -> t.name().equals(scope.eventType().name()))
                            .isPresent();
        }

        private void requireComparable(String source, CelAbstractSyntaxTree ast, CelExpr call)
                throws WrongExpressionException {
            for (CelExpr argument : call.call().args()) {
                CelType type = ast.getType(argument.id()).orElse(SimpleType.DYN);
                CelType item = type instanceof ListType list ? list.elemType() : type;
                if (item.kind() == CelKind.STRUCT) {
                    throw new WrongExpressionException(
                            at(source, ast, call.id()),
                            "compares whole events or parts of a profile, expected single fields"
                                    + " such as event.amount");
                }
            }
        }

        private void requireShallow(String source, CelAbstractSyntaxTree ast, CelNavigableExpr node)
                throws WrongExpressionException {
            int depth = 1;
            for (Optional<CelNavigableExpr> above = node.parent();
                    above.isPresent();
                    above = above.get().parent()) {
                if (above.get().expr().exprKind().getKind() == Kind.COMPREHENSION) {
                    depth++;
                }
            }
            if (depth > MOST_NESTED_LOOPS) {
                throw new WrongExpressionException(
                        at(source, ast, node.expr().id()),
                        "loops (all, exists, map, filter) nested %d deep, expected at most %d"
                                .formatted(depth, MOST_NESTED_LOOPS));
            }
        }

        private WrongExpressionException wrong(String source, List<CelIssue> issues) {
            CelIssue first = issues.get(0);
            int index =
                    index(
                            source,
                            first.getSourceLocation().getLine(),
                            first.getSourceLocation().getColumn());
            String message = CANDIDATES.matcher(oneLine(first.getMessage())).replaceAll("");
            Matcher field = UNDEFINED_FIELD.matcher(message);
            Matcher name = UNDECLARED.matcher(message);
            if (field.find()) {
                int dot = Math.max(0, index);
                return new WrongExpressionException(
                        dot + (dot < source.length() && source.charAt(dot) == '.' ? 1 : 0),
                        "no field \"%s\"%s"
                                .formatted(field.group(1), fieldHint(source, dot, field.group(1))));
            }
            if (name.find()) {
                return new WrongExpressionException(
                        index,
                        "nothing is named \"%s\"%s"
                                .formatted(
                                        name.group(1),
                                        NameSuggestion.hint(name.group(1), scope.names())));
            }
            return new WrongExpressionException(index, plain(message));
        }

        /** Looks the fields up by what stands before the dot. */
        private String fieldHint(String source, int dot, String written) {
            int start = dot;
            while (start > 0
                    && (Character.isJavaIdentifierPart(source.charAt(start - 1))
                            || source.charAt(start - 1) == '.')) {
                start--;
            }
            String path = source.substring(start, dot);
            Set<String> known = scope.fields(path);
            if (known.isEmpty()) {
                known = scope.eventFields();
            }
            if (path.equals("params") && known.isEmpty()) {
                return ", expected a parameter that params names";
            }
            return NameSuggestion.hint(written, known);
        }

        private static String plain(String message) {
            return message.replaceFirst(
                            "found no matching overload for '_?@?(.+?)_?' applied to '\\((.*)\\)'",
                            "$1 cannot be applied to ($2)")
                    .replace("google.protobuf.Timestamp", "timestamp")
                    .replace("google.protobuf.Duration", "duration");
        }
    }

    /** Compiles expressions that see the variables of a scope. */
    public Checked in(Scope scope) {
        return new Checked(scope);
    }

    private static void requireType(Expected expected, CelType type)
            throws WrongExpressionException {
        boolean sound =
                switch (expected) {
                    case TRUTH -> type.kind() == CelKind.BOOL;
                    case NUMBER -> type.kind() == CelKind.DOUBLE || type.kind() == CelKind.INT;
                    case ANYTHING -> type.kind() != CelKind.STRUCT && type.kind() != CelKind.MAP;
                };
        if (!sound) {
            throw new WrongExpressionException(
                    0,
                    "gives %s, expected %s"
                            .formatted(
                                    name(type),
                                    switch (expected) {
                                        case TRUTH -> "true or false, such as event.amount > 100";
                                        case NUMBER -> "a number, such as event.amount";
                                        case ANYTHING -> "a single value, such as event.amount";
                                    }));
        }
    }

    private static String name(CelType type) {
        return switch (type.kind()) {
            case DOUBLE, INT, UINT -> "a number";
            case STRING -> "a text";
            case BOOL -> "true or false";
            case LIST -> "a list";
            case TIMESTAMP -> "an instant";
            case DURATION -> "a duration";
            case STRUCT, MAP -> "several fields";
            default -> type.name();
        };
    }

    private static Expression.Kind kind(CelType type) {
        return switch (type.kind()) {
            case BOOL -> Expression.Kind.TRUTH;
            case DOUBLE, INT -> Expression.Kind.NUMBER;
            case STRING -> Expression.Kind.TEXT;
            default -> Expression.Kind.OTHER;
        };
    }

    private static int at(String source, CelAbstractSyntaxTree ast, long id) {
        Integer at = ast.getSource().getPositionsMap().get(id);
        return at == null ? 0 : Math.max(0, Math.min(at, source.length()));
    }

    private static int index(String source, int line, int column) {
        int at = 0;
        for (int i = 1; i < line; i++) {
            int end = source.indexOf('\n', at);
            if (end < 0) {
                break;
            }
            at = end + 1;
        }
        return Math.max(0, Math.min(at + Math.max(0, column), source.length()));
    }

    private static String oneLine(String text) {
        return text.strip().replaceAll("\\s+", " ");
    }
}

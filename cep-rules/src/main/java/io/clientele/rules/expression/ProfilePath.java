package io.clientele.rules.expression;

import dev.cel.common.ast.CelConstant;
import dev.cel.common.ast.CelExpr;
import dev.cel.common.ast.CelExpr.ExprKind.Kind;
import dev.cel.common.navigation.CelNavigableExpr;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What an expression reads of a profile, from the name {@code profile} on. */
final class ProfilePath {

    private static final String INDEX = "_[_]";

    private ProfilePath() {}

    /**
     * The path that is read, such as {@code windows.30.net}: as far as it is known without
     * evaluating anything.
     */
    static String from(CelNavigableExpr profile) {
        List<String> names = new ArrayList<>();
        CelNavigableExpr at = profile;
        Optional<CelNavigableExpr> above = at.parent();
        while (above.isPresent()) {
            Optional<String> name = name(above.get().expr(), at.expr());
            if (name.isEmpty()) {
                break;
            }
            names.add(name.get());
            at = above.get();
            above = at.parent();
        }
        return String.join(".", names);
    }

    /** What an expression takes out of another one that is part of it. */
    private static Optional<String> name(CelExpr expression, CelExpr of) {
        if (expression.exprKind().getKind() == Kind.SELECT) {
            return Optional.of(expression.select().field());
        }
        if (expression.exprKind().getKind() == Kind.CALL
                && expression.call().function().equals(INDEX)
                && expression.call().args().get(0).id() == of.id()) {
            CelExpr key = expression.call().args().get(1);
            if (key.exprKind().getKind() == Kind.CONSTANT
                    && key.constant().getKind() == CelConstant.Kind.STRING_VALUE) {
                return Optional.of(key.constant().stringValue());
            }
        }
        return Optional.empty();
    }
}

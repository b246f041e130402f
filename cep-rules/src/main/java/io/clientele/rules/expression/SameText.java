package io.clientele.rules.expression;

import dev.cel.common.ast.CelExpr;
import dev.cel.common.ast.CelExpr.ExprKind.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * A comparison that a condition cannot hold without: a field of the event with a field of an
 * earlier one, such as {@code event.product_id == looked.product_id}. Where both are texts that
 * differ, the condition is false, whatever else it says, and need not be evaluated.
 *
 * @param field of the event
 * @param earlier the name of the earlier event
 * @param itsField of the earlier event
 */
public record SameText(String field, String earlier, String itsField) {

    private static final String EVENT = "event";

    /** Those that are joined by {@code &&} at the top of a condition. */
    static List<SameText> in(CelExpr condition, Set<String> names) {
        List<SameText> found = new ArrayList<>();
        collect(condition, names, found);
        return found;
    }

    private static void collect(CelExpr condition, Set<String> names, List<SameText> found) {
        if (condition.exprKind().getKind() != Kind.CALL) {
            return;
        }
        List<CelExpr> sides = condition.call().args();
        switch (condition.call().function()) {
            case "_&&_" -> sides.forEach(side -> collect(side, names, found));
            case "_==_" -> {
                if (isField(sides.get(0), names) && isField(sides.get(1), names)) {
                    boolean first = owner(sides.get(0)).equals(EVENT);
                    CelExpr own = sides.get(first ? 0 : 1);
                    CelExpr other = sides.get(first ? 1 : 0);
                    if (owner(own).equals(EVENT) && !owner(other).equals(EVENT)) {
                        found.add(
                                new SameText(
                                        own.select().field(),
                                        owner(other),
                                        other.select().field()));
                    }
                }
            }
            default -> {}
        }
    }

    private static boolean isField(CelExpr side, Set<String> names) {
        return side.exprKind().getKind() == Kind.SELECT
                && !side.select().testOnly()
                && side.select().operand().exprKind().getKind() == Kind.IDENT
                && names.contains(owner(side));
    }

    private static String owner(CelExpr field) {
        return field.select().operand().ident().name();
    }
}

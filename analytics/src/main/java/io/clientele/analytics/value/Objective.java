package io.clientele.analytics.value;

/** A function to be maximised, with its first and second derivatives. */
interface Objective {

    /** The function at a point, with its first derivatives and, both halves filled, its second. */
    final class Evaluation {
        private final double value;
        private final double[] gradient;
        private final double[][] hessian;

        Evaluation(double value, double[] gradient, double[][] hessian) {
            this.value = value;
            this.gradient = gradient;
            this.hessian = hessian;
        }

        double value() {
            return value;
        }

        double slope(int parameter) {
            return gradient[parameter];
        }

        double bend(int parameter, int other) {
            return hessian[parameter][other];
        }
    }

    Evaluation at(double[] parameters);
}

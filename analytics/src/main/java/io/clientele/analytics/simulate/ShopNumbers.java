package io.clientele.analytics.simulate;

/** The numbers that a shop has given so far, each from 1 on. */
final class ShopNumbers {
    private long accounts;
    private long visitors;
    private long visits;
    private long orders;
    private long tickets;

    long nextAccount() {
        return ++accounts;
    }

    long nextVisitor() {
        return ++visitors;
    }

    long nextVisit() {
        return ++visits;
    }

    long nextOrder() {
        return ++orders;
    }

    long nextTicket() {
        return ++tickets;
    }
}

package io.clientele.analytics.simulate;

import io.clientele.analytics.event.EventType;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** What comes of orders: refunds, cancellations, reviews, calls for support. */
final class AfterSales {
    private static final double HOUR = TimeUnit.HOURS.toMillis(1);
    private static final double DAY = 24 * HOUR;
    private static final long BEFORE_A_WAVE = TimeUnit.DAYS.toMillis(7);

    private final VisitSettings usual;
    private final WeekSeason season;
    private final ShopNumbers numbers;
    private final AnomalySchedule anomalies;
    private final RandomDraws draws;
    private final RandomDraws plantedDraws;

    AfterSales(
            VisitSettings usual,
            WeekSeason season,
            ShopNumbers numbers,
            AnomalySchedule anomalies,
            RandomDraws draws,
            RandomDraws plantedDraws) {
        this.usual = usual;
        this.season = season;
        this.numbers = numbers;
        this.anomalies = anomalies;
        this.draws = draws;
        this.plantedDraws = plantedDraws;
    }

    /** Plans what comes of the order with which a visit ends. */
    void follow(Session session, Agenda agenda) {
        long ordered = session.end();
        Basket bought = session.cart.copy();
        double fate = draws.random().nextDouble();
        if (fate < usual.refundShare()) {
            Basket back =
                    draws.chance(0.5) ? bought : bought.only(draws.random().nextInt(bought.lines));
            double wait = DAY + draws.exponential(11 * DAY);
            add(session, EventType.ORDER_REFUNDED, season.after(ordered, wait), back, agenda);
        } else if (fate < usual.refundShare() + usual.cancelShare()) {
            Basket named = draws.chance(0.5) ? bought : new Basket();
            double wait = draws.exponential(4 * HOUR);
            add(session, EventType.ORDER_CANCELLED, season.after(ordered, wait), named, agenda);
        } else {
            wave(session, ordered, bought, agenda);
        }
        if (draws.chance(usual.reviewShare())) {
            Basket reviewed = bought.only(draws.random().nextInt(bought.lines));
            double wait = 2 * DAY + draws.exponential(6 * DAY);
            add(session, EventType.PRODUCT_REVIEWED, season.after(ordered, wait), reviewed, agenda);
        }
        if (draws.chance(usual.supportShare())) {
            double wait = draws.exponential(4 * DAY);
            long asked = season.after(ordered, wait);
            add(session, EventType.SUPPORT_TICKET_OPENED, asked, bought, agenda);
        }
    }

    /** An order may be one of those that come back in the next wave of refunds. */
    private void wave(Session session, long ordered, Basket bought, Agenda agenda) {
        Optional<Anomaly> next = anomalies.next(AnomalyKind.REFUND_WAVE, ordered, BEFORE_A_WAVE);
        if (next.isPresent() && plantedDraws.chance(next.get().strength())) {
            Anomaly wave = next.get();
            long length = wave.endMillis() - wave.startMillis();
            long time = wave.startMillis() + (long) plantedDraws.between(0, (double) length);
            add(session, EventType.ORDER_REFUNDED, time, bought, agenda);
        }
    }

    /** Plans the refund of all that was ordered. */
    void refund(Session session, long time, Agenda agenda) {
        add(session, EventType.ORDER_REFUNDED, time, session.cart.copy(), agenda);
    }

    /** Plans the answer to a call for support. */
    void answer(FollowUp call, long time, Agenda agenda) {
        agenda.add(
                season.after(time, draws.exponential(1.5 * DAY)),
                new FollowUp(
                        EventType.SUPPORT_TICKET_RESOLVED,
                        call.key(),
                        call.identity(),
                        call.visitor(),
                        call.cause(),
                        call.number(),
                        call.basket()));
    }

    private void add(Session session, EventType type, long time, Basket basket, Agenda agenda) {
        long number =
                type == EventType.SUPPORT_TICKET_OPENED
                        ? numbers.nextTicket()
                        : session.orderNumber;
        agenda.add(
                time,
                new FollowUp(
                        type,
                        session.key,
                        session.identity,
                        session.visitor,
                        session.cause,
                        number,
                        basket));
    }
}

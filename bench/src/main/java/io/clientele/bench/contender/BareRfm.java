package io.clientele.bench.contender;

import io.clientele.analytics.event.CommerceEvent;
import io.clientele.analytics.event.EventParser;
import io.clientele.analytics.event.OrderCompleted;
import io.clientele.analytics.event.OrderRefunded;
import io.clientele.analytics.event.Parsed;
import io.clientele.analytics.event.ReportingCurrency;
import io.clientele.analytics.ledger.CustomerLedger;
import io.clientele.analytics.ledger.SlidingWindows;
import io.clientele.analytics.model.Insight;
import io.clientele.analytics.profile.Profile;
import io.clientele.analytics.profile.ProfileJson;
import io.clientele.analytics.time.ShopCalendar;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.Optional;

/**
 * RFM and nothing else: an event is entered into its customer's ledger; an order or a refund makes
 * a profile, or each event does. No duplicates are dropped, nothing slides out of a window while a
 * customer is silent, nobody is scored against the others, no KPI is counted.
 *
 * <p>Parser, ledger and JSON are those of the main job, so that engines are compared and not these.
 *
 * <p>Not thread-safe.
 */
final class BareRfm {

    private final boolean profileForEachEvent;
    private final ShopCalendar calendar = new ShopCalendar(ZoneOffset.UTC);
    private final EventParser parser;
    private final ProfileJson json;

    /**
     * @param profileForEachEvent whether events that move no money make a profile as well
     */
    BareRfm(boolean profileForEachEvent) {
        this.profileForEachEvent = profileForEachEvent;
        ReportingCurrency currency = ReportingCurrency.only("USD");
        parser = new EventParser(currency, Duration.ofHours(1));
        json = new ProfileJson(SlidingWindows.DEFAULT, currency.code());
    }

    /** The event of a customer that a record is. */
    Optional<CommerceEvent> read(byte[] record, long recordTimestamp) {
        return parser.parse(record, recordTimestamp) instanceof Parsed.Accepted accepted
                        && accepted.event().header().identified()
                ? Optional.of(accepted.event())
                : Optional.empty();
    }

    /** Whether an event changes what a customer has spent. */
    static boolean movesMoney(CommerceEvent event) {
        return event instanceof OrderCompleted || event instanceof OrderRefunded;
    }

    /** An empty ledger for somebody whose first event this is. */
    CustomerLedger ledgerFor(CommerceEvent event) {
        return new CustomerLedger(calendar.dayOf(event.header().timestamp()));
    }

    /** Enters an event, and makes the profile if there is to be one. */
    Optional<byte[]> enter(CommerceEvent event, CustomerLedger ledger) {
        long time = event.header().timestamp();
        long day = calendar.dayOf(time);
        ledger.advanceTo(day);
        ledger.active(time, day, day);
        if (event instanceof OrderCompleted order) {
            ledger.order(time, day, order.amount());
        } else if (event instanceof OrderRefunded refund) {
            ledger.refund(day, refund.amount());
        } else if (!profileForEachEvent) {
            return Optional.empty();
        }
        // As the main job does it: what has left the longest window is forgotten.
        ledger.nextSlide(SlidingWindows.DEFAULT);
        return Optional.of(
                json.write(
                        new Profile(
                                event.header().identity(),
                                time,
                                day,
                                ledger.standing(SlidingWindows.DEFAULT),
                                Optional.empty(),
                                Insight.NONE)));
    }
}

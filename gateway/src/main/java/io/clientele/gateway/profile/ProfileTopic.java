package io.clientele.gateway.profile;

import io.clientele.gateway.alert.RecentAlerts;
import io.clientele.gateway.segment.CustomerGroup;
import io.clientele.gateway.segment.RecentMoves;
import io.clientele.gateway.topic.JsonFields;
import io.clientele.gateway.topic.TopicView;
import io.clientele.gateway.topic.UnreadableRecordException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Pattern;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.springframework.stereotype.Component;

/**
 * Reads {@code clientele.profiles}: who the best customers are, the reporting currency and the
 * length of the longest window. A record without a value removes its customer everywhere.
 */
@Component
public class ProfileTopic implements TopicView {

    private static final Duration BETWEEN_REBUILDS = Duration.ofMinutes(5);
    private static final Pattern CURRENCY = Pattern.compile("[A-Z]{3}");
    private static final Pattern DAYS = Pattern.compile("[1-9]\\d{0,4}");

    private final CustomerRanking ranking;
    private final RecentMoves moves;
    private final RecentAlerts alerts;
    private final Clock clock;
    private Instant rebuildNotBefore = Instant.MIN;
    private volatile Optional<String> currency = Optional.empty();
    private volatile OptionalInt longestWindowDays = OptionalInt.empty();

    /**
     * @param ranking where the customers go
     * @param moves what forgets a removed customer too
     * @param alerts what forgets one as well
     * @param clock keeps the pause between two rebuildings of the ranking
     */
    public ProfileTopic(
            CustomerRanking ranking, RecentMoves moves, RecentAlerts alerts, Clock clock) {
        this.clock = clock;
        this.ranking = ranking;
        this.moves = moves;
        this.alerts = alerts;
    }

    @Override
    public String topic() {
        return "clientele.profiles";
    }

    @Override
    public void accept(ConsumerRecord<byte[], byte[]> record) throws UnreadableRecordException {
        if (record.value() == null) {
            remove(record);
            return;
        }
        JsonFields json = JsonFields.of(record);
        String customerId = json.text("customer_id");
        String code = json.text("currency");
        if (!CURRENCY.matcher(code).matches()) {
            throw json.unreadable("currency", "an ISO 4217 code");
        }
        JsonFields windows = json.object("windows");
        int days =
                windows.names().stream()
                        .filter(name -> DAYS.matcher(name).matches())
                        .mapToInt(Integer::parseInt)
                        .max()
                        .orElseThrow(() -> json.unreadable("windows", "an object by days"));
        JsonFields longest = windows.object(Integer.toString(days));
        CustomerStanding standing =
                new CustomerStanding(
                        customerId,
                        longest.wholeNumber("net"),
                        longest.wholeNumber("orders"),
                        json.object("rfm").constant("group", CustomerGroup.class),
                        json.object("lifetime").optionalInstant("last_order_at"),
                        CustomerInsight.of(json));
        ranking.update(standing);
        currency = Optional.of(code);
        longestWindowDays = OptionalInt.of(days);
    }

    @Override
    public boolean wantsRereading() {
        if (!ranking.wantsRebuilding() || clock.instant().isBefore(rebuildNotBefore)) {
            return false;
        }
        // The topic may still hold records older than a customer's last, which raise the ceiling
        // above what is true; without a pause that could mean reading for ever.
        rebuildNotBefore = clock.instant().plus(BETWEEN_REBUILDS);
        ranking.rebuild();
        return true;
    }

    /** The reporting currency, once a profile was read. */
    public Optional<String> currency() {
        return currency;
    }

    /** The length of the longest window in days, once a profile was read. */
    public OptionalInt longestWindowDays() {
        return longestWindowDays;
    }

    private void remove(ConsumerRecord<byte[], byte[]> record) throws UnreadableRecordException {
        if (record.key() == null) {
            throw new UnreadableRecordException("the record has neither key nor value");
        }
        String customerId = new String(record.key(), StandardCharsets.UTF_8);
        ranking.remove(customerId);
        moves.forget(customerId);
        alerts.forget(customerId);
    }
}

package io.clientele.job.alert;

import static io.clientele.job.alert.DeliveryTask.SETTINGS;
import static io.clientele.job.alert.DeliveryTask.START;
import static org.assertj.core.api.Assertions.assertThat;

import io.clientele.analytics.alert.Alert;
import io.clientele.analytics.alert.AlertSeverity;
import io.clientele.configuration.QuietHours;
import io.clientele.configuration.Rate;
import io.clientele.job.alert.ScriptedChannel.Sent;
import io.clientele.job.alert.channel.Outcome;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class DeliverAlertsTest {

    private final ScriptedChannel other = new ScriptedChannel();

    private static Alert alert(int number) {
        return SampleAlerts.of("card-testing", AlertSeverity.WARNING, number);
    }

    private static Alert critical(int number) {
        return SampleAlerts.of("card-testing", AlertSeverity.CRITICAL, number);
    }

    private DeliveryTask plain() throws Exception {
        return new DeliveryTask(ChannelSettings.of("ops", other), SETTINGS);
    }

    private DeliveryTask with(Rate rate, Duration window, QuietHours quiet, String zone)
            throws Exception {
        return new DeliveryTask(
                new ChannelSettings("ops", other, rate, window, quiet, ZoneId.of(zone)), SETTINGS);
    }

    private static void isEmpty(DeliveryTask task) {
        assertThat(task.stateEntries()).isZero();
        assertThat(task.timers()).isZero();
    }

    @Test
    void an_alert_is_sent_at_once_and_nothing_is_left() throws Exception {
        try (DeliveryTask task = plain()) {
            task.take(alert(1));
            assertThat(other.numbers()).containsExactly(List.of(1L));
            assertThat(other.sent().get(0).message().key()).isEqualTo(alert(1).id());
            task.pass(Duration.ofSeconds(1));
            assertThat(task.setAside()).isEmpty();
            isEmpty(task);
        }
    }

    @Test
    void what_was_not_taken_comes_again_under_the_same_key_with_growing_pauses() throws Exception {
        other.answer(message -> ScriptedChannel.away());
        try (DeliveryTask task = plain()) {
            task.take(alert(1));
            task.pass(Duration.ofMinutes(10));
            List<Sent> sent = other.sent();
            // 1 s, 2 s, 4 s ... are bounds of the pauses, of which half is drawn on the average.
            assertThat(sent).hasSizeBetween(12, 60);
            assertThat(sent).allMatch(one -> one.message().key().equals(alert(1).id()));

            other.answer(message -> new Outcome.Delivered("ok"));
            task.pass(Duration.ofMinutes(2));
            int tries = other.sent().size();
            task.pass(Duration.ofHours(1));
            assertThat(other.sent()).hasSize(tries);
            assertThat(task.setAside()).isEmpty();
            isEmpty(task);
        }
    }

    @Test
    void the_same_seed_makes_the_same_pauses() throws Exception {
        other.answer(message -> ScriptedChannel.away());
        ScriptedChannel twin = new ScriptedChannel();
        twin.answer(message -> ScriptedChannel.away());
        try (DeliveryTask task = plain();
                DeliveryTask second = new DeliveryTask(ChannelSettings.of("ops", twin), SETTINGS)) {
            task.take(alert(1));
            second.take(alert(1));
            task.pass(Duration.ofMinutes(5));
            second.pass(Duration.ofMinutes(5));
            assertThat(twin.sent()).isEqualTo(other.sent());
        }
    }

    @Test
    void a_channel_that_names_a_time_is_left_alone_until_then() throws Exception {
        other.answer(message -> ScriptedChannel.awayFor(Duration.ofMinutes(7)));
        try (DeliveryTask task = plain()) {
            task.take(alert(1), alert(2));
            task.pass(Duration.ofSeconds(419));
            assertThat(other.sent()).hasSize(1);
            other.answer(message -> new Outcome.Delivered("ok"));
            task.pass(Duration.ofSeconds(5));
            assertThat(other.sent()).hasSize(3);
            isEmpty(task);
        }
    }

    @Test
    void a_refused_alert_is_set_aside_with_the_answer_and_the_next_is_sent() throws Exception {
        other.answer(message -> new Outcome.Refused("HTTP 400: invalid_payload"));
        try (DeliveryTask task = plain()) {
            task.take(alert(1));
            other.answer(message -> new Outcome.Delivered("ok"));
            task.take(alert(2));
            task.pass(Duration.ofSeconds(1));
            assertThat(task.setAside())
                    .containsExactly(
                            new Undelivered(
                                    "ops", "refused: HTTP 400: invalid_payload", 1, alert(1)));
            assertThat(other.numbers()).containsExactly(List.of(1L), List.of(2L));
            isEmpty(task);
        }
    }

    @Test
    void what_nobody_takes_is_set_aside_when_its_time_is_over() throws Exception {
        other.answer(message -> ScriptedChannel.away());
        try (DeliveryTask task = plain()) {
            task.take(
                    IntStream.range(0, 50).mapToObj(number -> alert(number)).toArray(Alert[]::new));
            task.pass(Duration.ofMinutes(59));
            assertThat(task.setAside()).isEmpty();
            task.pass(Duration.ofMinutes(3));
            assertThat(task.setAside())
                    .hasSize(50)
                    .allMatch(one -> one.reason().startsWith("not delivered within PT1H"));
            task.pass(Duration.ofMinutes(1));
            isEmpty(task);
        }
    }

    @Test
    void a_message_that_the_other_side_cannot_bear_stands_in_the_way_of_none() throws Exception {
        other.answer(
                message ->
                        message.alerts().contains(alert(3))
                                ? ScriptedChannel.away()
                                : new Outcome.Delivered("ok"));
        try (DeliveryTask task = plain()) {
            task.take(alert(1), alert(2), alert(3), alert(4), alert(5));
            task.pass(Duration.ofSeconds(10));
            assertThat(other.numbers())
                    .contains(List.of(1L), List.of(2L), List.of(4L), List.of(5L));
            assertThat(task.setAside()).isEmpty();
            task.pass(Duration.ofHours(2));
            assertThat(task.setAside()).extracting(Undelivered::alert).containsExactly(alert(3));
            isEmpty(task);
        }
    }

    @Test
    void after_a_failure_what_was_pending_and_under_way_is_sent_again_under_its_key()
            throws Exception {
        other.wide(2).answerNothing();
        try (DeliveryTask task = plain()) {
            task.take(alert(1), alert(2), alert(3), alert(4));
            assertThat(other.numbers()).containsExactly(List.of(1L), List.of(2L));
            task.fail();
            other.answer(message -> new Outcome.Delivered("ok"));
            task.pass(Duration.ofSeconds(1));
            assertThat(other.numbers().subList(2, 6))
                    .containsExactly(List.of(1L), List.of(2L), List.of(3L), List.of(4L));
            assertThat(other.sent().get(2).message()).isEqualTo(other.sent().get(0).message());
            isEmpty(task);
        }
    }

    @Test
    void more_than_may_wait_is_set_aside_and_says_why() throws Exception {
        other.answerNothing();
        DeliverySettings few =
                new DeliverySettings(
                        SETTINGS.timeout(),
                        SETTINGS.backoffFirst(),
                        SETTINGS.backoffLongest(),
                        SETTINGS.giveUp(),
                        3,
                        SETTINGS.repeats(),
                        1);
        try (DeliveryTask task = new DeliveryTask(ChannelSettings.of("ops", other), few)) {
            task.take(alert(1), alert(2), alert(3), alert(4));
            assertThat(task.setAside())
                    .containsExactly(
                            new Undelivered(
                                    "ops",
                                    "3 messages wait already, expected at most so many",
                                    0,
                                    alert(4)));
        }
    }

    @Test
    void the_first_alert_of_a_rule_comes_at_once_and_those_of_the_window_as_one() throws Exception {
        try (DeliveryTask task =
                with(
                        ChannelSettings.NO_LIMIT,
                        Duration.ofMinutes(5),
                        ChannelSettings.NEVER_QUIET,
                        "UTC")) {
            task.take(alert(1), alert(2), alert(3));
            task.take(SampleAlerts.of("refund-spree", AlertSeverity.ERROR, 9));
            task.pass(Duration.ofMinutes(4));
            assertThat(other.numbers()).containsExactly(List.of(1L), List.of(9L));
            task.pass(Duration.ofMinutes(2));
            assertThat(other.numbers()).hasSize(3).contains(List.of(2L, 3L));
            task.take(alert(4));
            assertThat(other.sent()).hasSize(3);
            task.pass(Duration.ofMinutes(20));
            assertThat(other.numbers()).hasSize(4).endsWith(List.of(4L));
            isEmpty(task);
            task.take(alert(5));
            assertThat(other.numbers()).endsWith(List.of(5L));
        }
    }

    @Test
    void in_quiet_hours_only_what_is_critical_comes_and_the_rest_in_the_morning_by_rule()
            throws Exception {
        QuietHours night = new QuietHours(LocalTime.of(22, 0), LocalTime.of(7, 0));
        try (DeliveryTask task =
                with(ChannelSettings.NO_LIMIT, Duration.ZERO, night, "Europe/Berlin")) {
            task.take(alert(1));
            task.passUntil(Instant.parse("2026-03-02T21:00:00Z"));
            task.take(alert(2), critical(3), alert(4));
            assertThat(other.numbers()).containsExactly(List.of(1L), List.of(3L));
            task.fail();
            task.take(alert(5));
            task.passUntil(Instant.parse("2026-03-03T05:59:59.999Z"));
            assertThat(other.sent()).hasSize(2);
            task.passUntil(Instant.parse("2026-03-03T06:00:00Z"));
            assertThat(other.numbers()).hasSize(3).endsWith(List.of(2L, 4L, 5L));
            task.take(alert(6));
            assertThat(other.numbers()).endsWith(List.of(6L));
            task.pass(Duration.ofSeconds(1));
            isEmpty(task);
        }
    }

    @Test
    void a_night_of_many_alerts_comes_in_messages_of_a_hundred_and_loses_none() throws Exception {
        QuietHours night = new QuietHours(LocalTime.of(11, 0), LocalTime.of(13, 0));
        try (DeliveryTask task = with(ChannelSettings.NO_LIMIT, Duration.ZERO, night, "UTC")) {
            task.take(
                    IntStream.range(0, 250)
                            .mapToObj(number -> alert(number))
                            .toArray(Alert[]::new));
            assertThat(other.sent()).isEmpty();
            task.passUntil(START.plus(Duration.ofHours(2)));
            assertThat(other.numbers()).hasSize(3);
            assertThat(other.numbers().stream().flatMap(List::stream))
                    .containsExactlyInAnyOrderElementsOf(LongStream.range(0, 250).boxed().toList());
            isEmpty(task);
        }
    }

    @Test
    void no_more_messages_come_than_the_rate_limit_allows() throws Exception {
        try (DeliveryTask task =
                with(
                        new Rate(3, Duration.ofMinutes(1)),
                        Duration.ZERO,
                        ChannelSettings.NEVER_QUIET,
                        "UTC")) {
            task.take(
                    IntStream.range(0, 20).mapToObj(number -> alert(number)).toArray(Alert[]::new));
            assertThat(other.sent()).hasSizeLessThanOrEqualTo(3);
            task.pass(Duration.ofMinutes(10));
            List<Long> times = other.sent().stream().map(Sent::at).toList();
            assertThat(times).hasSize(20).isSorted();
            // A burst of 3, and then one every 20 s.
            assertThat(times.get(2) - times.get(0)).isLessThan(1_000);
            for (int i = 3; i < times.size(); i++) {
                assertThat(times.get(i) - times.get(0)).isGreaterThanOrEqualTo((i - 2) * 20_000L);
            }
            isEmpty(task);
        }
    }
}

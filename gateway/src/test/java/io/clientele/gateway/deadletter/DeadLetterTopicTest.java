package io.clientele.gateway.deadletter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.clientele.gateway.shop.Records;
import io.clientele.gateway.topic.UnreadableRecordException;
import java.time.Instant;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;

class DeadLetterTopicTest {

    private static final Instant AT = Instant.parse("2026-03-01T12:00:00Z");

    private final RecentDeadLetters letters = new RecentDeadLetters();
    private final DeadLetterTopic topic = new DeadLetterTopic(letters);

    @Test
    void the_headers_are_kept_and_the_payload_is_not() throws UnreadableRecordException {
        take(Records.deadLetter("not_json", "", "It ends early", 17, "a secret"), AT);
        assertThat(letters.newestFirst())
                .containsExactly(
                        new DeadLetter(
                                "not_json", "", "It ends early", "commerce.events", 2, 17, AT));
        assertThat(letters.newestFirst().toString()).doesNotContain("secret");
    }

    @Test
    void a_long_message_is_cut() throws UnreadableRecordException {
        take(Records.deadLetter("not_json", "", "x".repeat(5_000), 17, ""), AT);
        assertThat(letters.newestFirst().get(0).message())
                .hasSize(DeadLetter.LONGEST_MESSAGE)
                .endsWith("…");
    }

    @Test
    void only_the_last_are_kept_and_one_read_twice_is_one() throws UnreadableRecordException {
        for (int round = 0; round < 2; round++) {
            for (int i = 0; i < 60; i++) {
                take(Records.deadLetter("not_json", "", "m", i, ""), AT.plusSeconds(i));
            }
        }
        assertThat(letters.newestFirst()).hasSize(RecentDeadLetters.MOST);
        assertThat(letters.newestFirst().get(0).offset()).isEqualTo(59);
        assertThat(letters.newestFirst().get(49).offset()).isEqualTo(10);
    }

    @Test
    void a_header_that_is_missing_or_wrong_is_named() {
        ProducerRecord<byte[], byte[]> record = Records.deadLetter("r", "f", "m", 1, "");
        record.headers().remove("reason");
        assertThatThrownBy(() -> take(record, AT))
                .isInstanceOf(UnreadableRecordException.class)
                .hasMessage("header reason is absent");
        ProducerRecord<byte[], byte[]> other = Records.deadLetter("r", "f", "m", 1, "");
        other.headers().remove("offset").add("offset", Records.bytes("first"));
        assertThatThrownBy(() -> take(other, AT)).hasMessage("header offset is not a whole number");
    }

    private void take(ProducerRecord<byte[], byte[]> record, Instant at)
            throws UnreadableRecordException {
        topic.accept(Records.received(record, at));
    }
}

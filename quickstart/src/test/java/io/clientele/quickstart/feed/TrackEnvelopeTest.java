package io.clientele.quickstart.feed;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TrackEnvelopeTest {
    private final TrackEnvelope envelope = new TrackEnvelope();

    private void read(String json) {
        envelope.read(json.getBytes(UTF_8));
    }

    @Test
    void the_key_is_the_customer_or_else_the_visitor() {
        read("{\"anonymousId\":\"v\",\"properties\":{\"userId\":\"x\"},\"userId\":\"c\"}");
        assertThat(envelope.key()).isEqualTo("c");
        read("{\"anonymousId\":\"v\",\"userId\":null}");
        assertThat(envelope.key()).isEqualTo("v");
        read("{\"userId\":17850}");
        assertThat(envelope.key()).isEqualTo("17850");
        read("{\"userId\":[\"a\"]}");
        assertThat(envelope.key()).isEmpty();
    }

    @Test
    void the_time_is_read_in_any_zone() {
        read("{\"timestamp\":\"1970-01-01T01:00:00.5+01:00\"}");
        assertThat(envelope.timestamp()).hasValue(500);
        read("{\"timestamp\":\"yesterday\"}");
        assertThat(envelope.timestamp()).isEmpty();
    }

    @Test
    void what_is_no_track_call_has_neither() {
        for (String text : new String[] {"", "no json", "[1]", "{\"userId\":", "1,2,3"}) {
            read(text);
            assertThat(envelope.timestamp()).isEmpty();
            assertThat(envelope.key()).isEmpty();
        }
    }
}

package io.clientele.bench;

import static org.assertj.core.api.Assertions.assertThat;

import io.clientele.bench.contender.RuleInputCodec;
import io.clientele.job.state.CodecType;
import io.clientele.rules.event.CustomerView;
import io.clientele.rules.event.RuleEvent;
import io.clientele.rules.event.RuleInput;
import java.util.Map;
import org.apache.flink.api.common.serialization.SerializerConfigImpl;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.util.InstantiationUtil;
import org.junit.jupiter.api.Test;

class RuleInputCodecTest {

    @Test
    void what_flink_cep_keeps_is_written_where_its_operator_runs() throws Exception {
        TypeSerializer<RuleInput> sent =
                InstantiationUtil.clone(
                        CodecType.of(RuleInput.class, new RuleInputCodec())
                                .createSerializer(new SerializerConfigImpl()));
        RuleInput input =
                new RuleInput(
                        new RuleEvent(
                                "Product Added", 7, "m1", Map.of("product_id", "p", "amount", 2.5)),
                        CustomerView.unknown("ann"));

        assertThat(sent.copy(input)).isEqualTo(input);
    }
}

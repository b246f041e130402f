package io.clientele.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.clientele.bench.contender.Backend;
import io.clientele.bench.contender.Contender;
import io.clientele.bench.contender.Engine;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ContenderTest {

    @Test
    void a_name_names_the_contender_that_it_is_the_name_of() {
        Contender contender =
                new Contender(Engine.SQL_OVER, Backend.ROCKSDB, 12, Map.of("a.b", "1", "c", "x=y"));

        assertThat(contender.name()).isEqualTo("sql_over-rocksdb-12:a.b=1:c=x=y");
        assertThat(Contender.named(contender.name())).isEqualTo(contender);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "job", "job-rocksdb", "job-rocksdb-0", "job-disk-1", "job-heap-1:x"})
    void any_other_name_is_refused_with_an_example(String name) {
        assertThatThrownBy(() -> Contender.named(name))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("\"" + name + "\"")
                .hasMessageContaining("such as job-rocksdb-1");
    }

    @Test
    void a_loop_has_one_thread() {
        assertThatThrownBy(() -> Contender.named("loop-heap-2"))
                .hasMessageContaining("parallelism: 2");
    }
}

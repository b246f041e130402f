package io.clientele.configuration;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReferenceTest {

    private static final Path PAGE = Path.of("../docs/configuration.md");

    @Test
    void the_page_lists_the_keys_as_they_are() throws Exception {
        String page = Files.readString(PAGE);
        String tables =
                page.substring(
                        page.indexOf("<!-- keys -->") + "<!-- keys -->".length(),
                        page.indexOf("<!-- /keys -->"));
        assertThat(tables.strip())
                .as("put what ./clientele config keys prints between the marks in " + PAGE)
                .isEqualTo(Reference.markdown().strip());
    }

    @Test
    void the_pages_example_is_a_configuration(@TempDir Path folder) throws Exception {
        String page = Files.readString(PAGE);
        var example = Pattern.compile("```yaml\n(.*?)```", Pattern.DOTALL).matcher(page);
        assertThat(example.find()).isTrue();
        Read read = new Read(folder);
        read.write("secret", "org.example.Module required;");
        String file = example.group(1).replaceAll("/run/secrets/\\S+", folder + "/secret");
        Configuration configuration =
                read.of(file.replace("token-file: " + folder + "/secret", ""), Map.of());
        assertThat(configuration.get(Keys.SHOP_CURRENCY)).isEqualTo("EUR");
    }

    @Test
    void the_template_gives_the_defaults_as_it_is_and_when_defaults_are_uncommented(
            @TempDir Path folder) throws Exception {
        Read read = new Read(folder);
        String template = Reference.template();
        assertThat(read.of(template, Map.of()).toString())
                .isEqualTo(Configuration.defaults().toString());
        String uncommented =
                template.lines()
                        .map(line -> line.replaceFirst("^(\\s+)# ([a-z-]+: \\S.*)$", "$1$2"))
                        .filter(line -> !line.contains("/run/secrets/"))
                        .reduce("", (text, line) -> text + line + "\n");
        Configuration configuration = read.of(uncommented, Map.of());
        for (Key<?> key : Keys.ALL) {
            assertThat(configuration.find(key))
                    .as(key.name())
                    .isEqualTo(Configuration.defaults().find(key).map(Object.class::cast));
        }
    }

    @Test
    void every_default_is_in_its_own_range_and_every_key_says_what_it_is_for() {
        for (Key<?> key : Keys.ALL) {
            key.fallback().ifPresent(text -> assertThat(key.kind().read(text)).isPresent());
            assertThat(key.meaning()).as(key.name()).endsWith(".");
            assertThat(key.programs()).as(key.name()).isNotEmpty();
        }
    }
}

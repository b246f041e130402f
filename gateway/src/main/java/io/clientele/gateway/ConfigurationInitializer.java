package io.clientele.gateway;

import io.clientele.configuration.Configuration;
import io.clientele.configuration.Configuration.Sources;
import io.clientele.configuration.ConfigurationException;
import io.clientele.configuration.Keys;
import io.clientele.configuration.Program;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.EnumerablePropertySource;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.PropertySource;
import org.springframework.core.env.StandardEnvironment;

/**
 * Reads the same file and the same variables as the jobs, before anything is started. Keys may also
 * be given as Spring's own properties, {@code --clientele.kafka.brokers=kafka:9092}, which win.
 */
public final class ConfigurationInitializer
        implements ApplicationContextInitializer<ConfigurableApplicationContext> {

    private static final Logger LOG = LoggerFactory.getLogger(ConfigurationInitializer.class);
    private static final String PREFIX = "clientele.";

    @Override
    public void initialize(ConfigurableApplicationContext context) {
        ConfigurableEnvironment environment = context.getEnvironment();
        Map<String, String> given = given(environment);
        Map<String, String> keys = new TreeMap<>();
        given.forEach(
                (name, value) -> {
                    if (name.startsWith(PREFIX)) {
                        keys.put(name.substring(PREFIX.length()), value);
                    }
                });
        Configuration configuration;
        try {
            configuration =
                    Configuration.read(
                            new Sources(
                                    Optional.ofNullable(given.get("config")).map(Path::of),
                                    System.getenv(),
                                    keys),
                            Set.of(Program.GATEWAY));
        } catch (ConfigurationException wrong) {
            throw new UnusableConfigurationException(wrong);
        }
        LOG.info("Configuration of the gateway:");
        configuration.lines().forEach(LOG::info);
        // Last, so that Spring's own server.port and server.address still win.
        environment
                .getPropertySources()
                .addLast(
                        new MapPropertySource(
                                "clientele",
                                Map.of(
                                        "server.address",
                                        configuration.get(Keys.GATEWAY_ADDRESS),
                                        "server.port",
                                        configuration.get(Keys.GATEWAY_PORT))));
        context.getBeanFactory()
                .registerSingleton("gatewaySettings", GatewaySettings.of(configuration));
    }

    /** What is given to Spring other than by the environment, whose names are read elsewhere. */
    private static Map<String, String> given(ConfigurableEnvironment environment) {
        Map<String, String> given = new TreeMap<>();
        for (PropertySource<?> source : environment.getPropertySources()) {
            if (source instanceof EnumerablePropertySource<?> enumerable
                    && !source.getName()
                            .equals(StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME)) {
                for (String name : enumerable.getPropertyNames()) {
                    if (name.startsWith(PREFIX) || name.equals("config")) {
                        given.putIfAbsent(name, String.valueOf(enumerable.getProperty(name)));
                    }
                }
            }
        }
        return given;
    }
}

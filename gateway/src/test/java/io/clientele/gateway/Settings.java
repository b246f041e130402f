package io.clientele.gateway;

import io.clientele.configuration.Configuration;
import io.clientele.configuration.Configuration.Sources;
import io.clientele.configuration.ConfigurationException;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Settings for tests. */
public final class Settings {

    private Settings() {}

    /** The defaults, save one key. */
    public static GatewaySettings of(String key, Object value) {
        return of(Map.of(key, value.toString()));
    }

    /** The defaults, save some keys. */
    static GatewaySettings of(Map<String, String> keys) {
        try {
            return GatewaySettings.of(
                    Configuration.read(new Sources(Optional.empty(), Map.of(), keys), Set.of()));
        } catch (ConfigurationException wrong) {
            throw new IllegalArgumentException(wrong);
        }
    }
}

package io.clientele.gateway;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;

/** Starts the gateway: a process of its own that serves the live page over the job's topics. */
@SpringBootApplication
@ConfigurationPropertiesScan
public class Gateway {

    /**
     * Starts the gateway and returns when it serves requests.
     *
     * @param arguments Spring Boot's {@code --key=value} options, such as {@code
     *     --server.port=8080} and {@code --clientele.brokers=localhost:9092}
     */
    public static void main(String[] arguments) {
        SpringApplication.run(Gateway.class, arguments);
    }
}

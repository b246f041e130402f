package io.clientele.gateway;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.core.env.Environment;

/** Starts the gateway: a process of its own that serves the live page over the job's topics. */
@SpringBootApplication
public class Gateway {

    private static final Logger LOG = LoggerFactory.getLogger(Gateway.class);

    /**
     * Starts the gateway and returns when it serves requests.
     *
     * @param arguments {@code --config=FILE} and Spring Boot's {@code --key=value} options, such as
     *     {@code --clientele.kafka.brokers=localhost:9092}
     */
    public static void main(String[] arguments) {
        Environment environment = SpringApplication.run(Gateway.class, arguments).getEnvironment();
        LOG.info(
                "The live page is at http://{}:{}/",
                environment.getProperty("server.address"),
                environment.getProperty("local.server.port"));
    }
}

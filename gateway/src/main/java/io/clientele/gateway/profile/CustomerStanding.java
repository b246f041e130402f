package io.clientele.gateway.profile;

import io.clientele.gateway.segment.CustomerGroup;
import java.time.Instant;
import java.util.Optional;

/**
 * What the ranking knows of a customer.
 *
 * @param customerId the customer
 * @param net net amount in the longest window, minor units
 * @param orders orders in the longest window
 * @param group the RFM group
 * @param lastOrderAt when the customer last ordered, if ever
 * @param insight what the models say of the customer
 */
public record CustomerStanding(
        String customerId,
        long net,
        long orders,
        CustomerGroup group,
        Optional<Instant> lastOrderAt,
        CustomerInsight insight) {}

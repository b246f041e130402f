/** What the models say of the shop as a whole: clusters, value, churn, and how well they do. */
package io.clientele.gateway.model;

/**
 * What Clientele tells of a customer to the outside: profiles and moves between groups, and their
 * JSON. How the figures come about lives elsewhere.
 */
package io.clientele.analytics.profile;

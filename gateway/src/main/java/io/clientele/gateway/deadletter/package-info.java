/** The last refused records, by their headers only: what was refused is never kept or shown. */
package io.clientele.gateway.deadletter;

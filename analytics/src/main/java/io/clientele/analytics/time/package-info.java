/** Days and windows of a shop, as arithmetic: nothing here looks at a clock. */
package io.clientele.analytics.time;

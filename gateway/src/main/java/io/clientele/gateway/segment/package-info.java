/** The RFM groups as the page shows them: their sizes, and customers' moves between them. */
package io.clientele.gateway.segment;

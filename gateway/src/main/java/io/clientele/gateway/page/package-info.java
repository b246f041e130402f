/** What concerns the page as a document: the headers that protect it and who looks at it. */
package io.clientele.gateway.page;

/** The system from images, held to what the project itself is configured to. */
package io.clientele.quickstart.compose;

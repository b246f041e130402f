/** The rules that come with Clientele. */
package io.clientele.rules.shipped;

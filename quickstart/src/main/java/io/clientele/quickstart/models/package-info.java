/** The command {@code clientele models}: models as files, and which version is in force. */
package io.clientele.quickstart.models;

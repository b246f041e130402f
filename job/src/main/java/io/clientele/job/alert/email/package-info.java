/** Alerts as mails over SMTP, as HTML and as text. */
package io.clientele.job.alert.email;

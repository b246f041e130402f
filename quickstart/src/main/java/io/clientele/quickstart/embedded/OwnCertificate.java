package io.clientele.quickstart.embedded;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/** A key and a certificate that it signs itself, for a server on loopback. */
final class OwnCertificate {

    private static final String PASSWORD_VARIABLE = "OWN_CERTIFICATE_PASSWORD";

    private OwnCertificate() {}

    /**
     * Makes them, by the JDK's own tool.
     *
     * @param file a PKCS #12 file, which must not be there yet
     * @param password of the file, at least 6 characters
     * @throws IOException if they were not made, with what the tool said
     */
    static void create(Path file, String password) throws IOException, InterruptedException {
        ProcessBuilder keytool =
                new ProcessBuilder(
                        List.of(
                                Path.of(System.getProperty("java.home"), "bin", "keytool")
                                        .toString(),
                                "-genkeypair",
                                "-alias",
                                "loopback",
                                "-keyalg",
                                "EC",
                                "-dname",
                                "CN=loopback",
                                "-ext",
                                "SAN=ip:127.0.0.1,dns:localhost",
                                "-validity",
                                "2",
                                "-storetype",
                                "PKCS12",
                                "-keystore",
                                file.toString(),
                                "-storepass:env",
                                PASSWORD_VARIABLE));
        keytool.environment().put(PASSWORD_VARIABLE, password);
        Process process = keytool.redirectErrorStream(true).start();
        String said =
                new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
        if (process.waitFor() != 0) {
            throw new IOException("keytool made no certificate: " + said);
        }
    }
}

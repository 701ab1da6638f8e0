package dev.keyward.cmdlet.vault.shape;

import dev.keyward.client.transport.ServerTrust;
import dev.keyward.cmdlet.Invocation;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Locale;

/// Finds out which certificate proves that a server is the one meant.
public final class TrustOf {
    private TrustOf() {}

    /// The CA file given, else the one that `SSL_CERT_FILE` names, else what the JDK trusts.
    ///
    /// @throws Refusal if the file given can't be used
    public static ServerTrust given(Run run) {
        String file = run.text("CaFile");
        if (file == null) {
            file = run.invocation().session().environment().get("SSL_CERT_FILE");
            if (file == null || file.isEmpty()) {
                return ServerTrust.system();
            }
        }
        Path path = run.invocation().session().resolve(file);
        if (!Files.isRegularFile(path)) {
            throw Refusal.of("Cannot find certificate file '" + path + "'.");
        }
        try {
            return ServerTrust.file(path);
        } catch (IOException e) {
            throw Refusal.of("can't use '" + path + "': " + e.getMessage());
        }
    }

    /// The certificate a server shows, once its fingerprint has been compared: with the one given,
    /// or by the person at the prompt.
    ///
    /// @throws Refusal if it's another, or nobody can be asked
    public static ServerTrust shown(Run run, URI server, String fingerprint) {
        X509Certificate certificate;
        try {
            int port = server.getPort() < 0 ? 443 : server.getPort();
            certificate = ServerTrust.shownBy(server.getHost(), port);
        } catch (IOException e) {
            throw Refusal.of("no secure connection to %s: %s".formatted(server, e.getMessage()));
        }
        String actual = ServerTrust.fingerprint(certificate);
        if (!fingerprint.isEmpty()) {
            if (!normal(fingerprint).equals(normal(actual))) {
                throw Refusal.of("the server's certificate has another fingerprint: " + actual);
            }
            return new ServerTrust(List.of(certificate));
        }
        Invocation invocation = run.invocation();
        if (!invocation.host().isInteractive()) {
            throw Refusal.of(
                    "the server's certificate isn't trusted; give its CA by -CaFile, or its fingerprint by"
                            + " -Fingerprint (it is "
                            + actual
                            + ")");
        }
        boolean trusted =
                invocation.shouldContinue(
                        "%s shows a certificate with the SHA-256 fingerprint%n%s%nIs that the server's?"
                                .formatted(server, actual),
                        "Unknown server");
        if (!trusted) {
            throw Refusal.of("the server isn't trusted");
        }
        return new ServerTrust(List.of(certificate));
    }

    private static String normal(String fingerprint) {
        return fingerprint.replaceAll("[^0-9A-Fa-f]", "").toUpperCase(Locale.ROOT);
    }
}

package dev.keyward.server;

import dev.keyward.api.outside.OutsideRules;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Whom the server may call: endpoints of event subscriptions, attestation authorities, ACME
/// servers, name servers.
///
/// | name | meaning |
/// |---|---|
/// | `outside.hosts` | `host` (port 443) or `host:port`, by commas |
/// | `outside.authorities` | PEM file of certificate authorities trusted beside those of the JDK |
/// | `outside.attestationKeys` | `issuer=file`, by commas: JSON Web Key Sets of authorities that needn't be called |
///
/// @param file that the settings stand in; other files are found beside it
record OutsideSettings(
        String hosts, @Nullable Path authorities, String attestationKeys, Path file) {
    static final String HOSTS = "outside.hosts";
    static final String AUTHORITIES = "outside.authorities";
    static final String ATTESTATION_KEYS = "outside.attestationKeys";

    /// @throws StartFailure if a file can't be read; the message says which
    static OutsideRules read(SettingsFile in) {
        try {
            return new OutsideSettings(
                            in.text(HOSTS, ""),
                            in.path(AUTHORITIES),
                            in.text(ATTESTATION_KEYS, ""),
                            in.file())
                    .rules();
        } catch (IOException unreadable) {
            throw new StartFailure(
                    StartFailure.Kind.CONFIGURATION, in.file() + ": " + unreadable.getMessage());
        }
    }

    private OutsideRules rules() throws IOException {
        return new OutsideRules(
                list(hosts).stream()
                        .map(host -> host.toLowerCase(Locale.ROOT))
                        .collect(Collectors.toSet()),
                certificates(),
                keys());
    }

    private static List<String> list(String text) {
        return Arrays.stream(text.split(","))
                .map(String::strip)
                .filter(part -> !part.isEmpty())
                .toList();
    }

    private List<X509Certificate> certificates() throws IOException {
        if (authorities == null) {
            return List.of();
        }
        try (InputStream in = Files.newInputStream(authorities)) {
            return CertificateFactory.getInstance("X.509").generateCertificates(in).stream()
                    .map(X509Certificate.class::cast)
                    .toList();
        } catch (CertificateException malformed) {
            throw new IOException(AUTHORITIES + " holds no certificates in PEM", malformed);
        } catch (IOException unreadable) {
            throw new IOException(AUTHORITIES + " can't be read: " + authorities, unreadable);
        }
    }

    private Map<String, String> keys() throws IOException {
        Map<String, String> keys = new HashMap<>();
        for (String part : list(attestationKeys)) {
            int equals = part.lastIndexOf('=');
            if (equals < 1 || !part.startsWith("https://")) {
                throw new IOException(ATTESTATION_KEYS + " is no list of https://issuer=file");
            }
            String issuer = part.substring(0, equals).strip();
            Path set =
                    file.toAbsolutePath()
                            .resolveSibling(part.substring(equals + 1).strip())
                            .normalize();
            try {
                keys.put(
                        issuer.endsWith("/") ? issuer.substring(0, issuer.length() - 1) : issuer,
                        Files.readString(set));
            } catch (IOException unreadable) {
                throw new IOException(ATTESTATION_KEYS + " can't be read: " + set, unreadable);
            }
        }
        return keys;
    }
}

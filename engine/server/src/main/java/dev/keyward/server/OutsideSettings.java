package dev.keyward.server;

import dev.keyward.api.deployment.Guard;
import dev.keyward.outside.OutsideRules;
import dev.keyward.outside.mail.MailServer;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Whom the server may call: endpoints of event subscriptions, attestation authorities, ACME
/// servers, name servers.
///
/// | name | meaning |
/// |---|---|
/// | `outside.hosts` | `host` (port 443) or `host:port`, by commas |
/// | `outside.addresses` | addresses and networks, by commas, that hosts may have beside public ones: `10.1.0.0/16`, `127.0.0.1` |
/// | `outside.authorities` | PEM file of certificate authorities trusted beside those of the JDK |
/// | `outside.attestationKeys` | `issuer=file`, by commas: JSON Web Key Sets of authorities that needn't be called |
///
/// @param rules whom it may call at all
/// @param acme how challenges of ACME servers are answered, see [AcmeSettings]
/// @param mail through which contacts of certificates are mailed, see [MailSettings]; null for not
///   at all
record OutsideSettings(OutsideRules rules, AcmeSettings acme, @Nullable MailServer mail) {
    static final OutsideSettings NONE =
            new OutsideSettings(OutsideRules.NONE, AcmeSettings.NONE, null);

    static final String HOSTS = "outside.hosts";
    private static final String AUTHORITIES = "outside.authorities";
    private static final String ATTESTATION_KEYS = "outside.attestationKeys";

    static final Set<String> NAMES =
            Stream.of(
                            Set.of(HOSTS, AUTHORITIES, ATTESTATION_KEYS, OutsideRules.ADDRESSES),
                            AcmeSettings.NAMES,
                            MailSettings.NAMES)
                    .flatMap(Set::stream)
                    .collect(Collectors.toUnmodifiableSet());

    /// @throws StartFailure if a file can't be read; the message says which
    static OutsideSettings read(SettingsFile in) {
        OutsideRules rules = rules(in);
        return new OutsideSettings(
                rules, AcmeSettings.read(in, rules), MailSettings.read(in, rules));
    }

    private static OutsideRules rules(SettingsFile in) {
        OutsideRules rules =
                new OutsideRules(
                        in.setting(HOSTS, "").list().stream()
                                .map(host -> host.toLowerCase(Locale.ROOT))
                                .collect(Collectors.toSet()),
                        certificates(in),
                        keys(in),
                        List.of());
        try {
            return rules.reaching(in.setting(OutsideRules.ADDRESSES, "").list());
        } catch (IllegalArgumentException wrong) {
            throw in.wrong(OutsideRules.ADDRESSES, String.valueOf(wrong.getMessage()));
        }
    }

    /// Nobody else decides who is believed.
    private static void unchanged(SettingsFile in, String name, Path file) {
        try {
            String fault = Guard.BROUGHT_FILE.fault(file);
            if (fault != null) {
                throw in.wrong(name, file + ", which is " + fault);
            }
        } catch (IOException _) {
            // Said by who reads it.
        }
    }

    private static List<X509Certificate> certificates(SettingsFile in) {
        Path authorities = in.path(AUTHORITIES);
        if (authorities == null) {
            return List.of();
        }
        unchanged(in, AUTHORITIES, authorities);
        try (InputStream pem = Files.newInputStream(authorities)) {
            return CertificateFactory.getInstance("X.509").generateCertificates(pem).stream()
                    .map(X509Certificate.class::cast)
                    .toList();
        } catch (CertificateException malformed) {
            throw in.wrong(AUTHORITIES, "a file without certificates in PEM: " + authorities);
        } catch (IOException unreadable) {
            throw in.wrong(AUTHORITIES, "a file that can't be read: " + authorities);
        }
    }

    private static Map<String, String> keys(SettingsFile in) {
        Map<String, String> keys = new HashMap<>();
        for (String part : in.setting(ATTESTATION_KEYS, "").list()) {
            int equals = part.lastIndexOf('=');
            if (equals < 1 || !part.startsWith("https://")) {
                throw in.wrong(ATTESTATION_KEYS, "no list of https://issuer=file");
            }
            String issuer = part.substring(0, equals).strip();
            Path set = in.beside(part.substring(equals + 1).strip());
            unchanged(in, ATTESTATION_KEYS, set);
            try {
                keys.put(
                        issuer.endsWith("/") ? issuer.substring(0, issuer.length() - 1) : issuer,
                        Files.readString(set));
            } catch (IOException unreadable) {
                throw in.wrong(
                        ATTESTATION_KEYS, "a list of files, one of which can't be read: " + set);
            }
        }
        return keys;
    }
}

package dev.keyward.server;

import dev.keyward.issuers.acme.AcmeAnswers;
import dev.keyward.issuers.acme.DnsZone;
import dev.keyward.issuers.acme.TsigKey;
import dev.keyward.model.SecretAccess;
import dev.keyward.model.SecretBytes;
import dev.keyward.outside.OutsideRules;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// How challenges of ACME servers are answered.
///
/// | name | meaning | default |
/// |---|---|---|
/// | `acme.port` | port on which HTTP-01 is answered, without TLS | none |
/// | `acme.challenge` | `http-01` or `dns-01`: which one is taken where both would do | `http-01` |
/// | `acme.dns.server` | name server that takes updates of the zone, `host` or `host:port` | none |
/// | `acme.dns.zone` | zone that DNS-01 is answered in | |
/// | `acme.dns.keyName`, `acme.dns.algorithm` | of the TSIG key; `hmac-sha256`, `-sha384`, `-sha512` | `hmac-sha256` |
/// | `acme.dns.secretFile` | file with the TSIG key's secret, base64 | |
/// | `acme.dns.resolver` | name server that is asked for aliases (CNAME) | `acme.dns.server` |
/// | `acme.dns.delaySeconds` | how long all servers of the zone need to show an update | 30 |
///
/// @param port 0 for none
record AcmeSettings(int port, AcmeAnswers answers) {
    static final AcmeSettings NONE = new AcmeSettings(0, AcmeAnswers.NONE);

    private static final String PORT = "acme.port";
    private static final String CHALLENGE = "acme.challenge";
    private static final String SERVER = "acme.dns.server";
    private static final String ZONE = "acme.dns.zone";
    private static final String KEY_NAME = "acme.dns.keyName";
    private static final String ALGORITHM = "acme.dns.algorithm";
    private static final String SECRET = "acme.dns.secretFile";
    private static final String RESOLVER = "acme.dns.resolver";
    private static final String DELAY = "acme.dns.delaySeconds";
    private static final String HTTP = "http-01";
    private static final String DNS = "dns-01";
    private static final int STANDARD_DELAY = 30;
    private static final int DNS_PORT = 53;

    /// Shorter ones can be guessed (RFC 8945 8).
    private static final int SHORTEST_SECRET = 16;

    private static final Set<String> DNS_NAMES =
            Set.of(SERVER, ZONE, KEY_NAME, ALGORITHM, SECRET, RESOLVER, DELAY);

    static final Set<String> NAMES =
            Stream.concat(Stream.of(PORT, CHALLENGE), DNS_NAMES.stream())
                    .collect(Collectors.toUnmodifiableSet());

    /// @param outside has to name the name servers
    static AcmeSettings read(SettingsFile in, OutsideRules outside) {
        int port = in.port(PORT, 0);
        DnsZone zone = zone(in, outside);
        boolean dnsFirst =
                in.setting(CHALLENGE, HTTP)
                        .choice("challenge", List.of(HTTP, DNS), word -> word)
                        .equals(DNS);
        if (dnsFirst && zone == null) {
            throw in.wrong(CHALLENGE, "dns-01, which needs " + SERVER);
        }
        return new AcmeSettings(port, new AcmeAnswers(port != 0, zone, dnsFirst));
    }

    private static @Nullable DnsZone zone(SettingsFile in, OutsideRules outside) {
        if (in.optional(SERVER) == null) {
            in.refuse(DNS_NAMES, SERVER);
            return null;
        }
        InetSocketAddress server = server(in, SERVER, in.needed(SERVER, SERVER), outside);
        String resolver = in.optional(RESOLVER);
        try {
            return new DnsZone(
                    server,
                    resolver == null ? server : server(in, RESOLVER, resolver, outside),
                    in.needed(ZONE, SERVER),
                    key(in),
                    Duration.ofSeconds(in.seconds(DELAY, STANDARD_DELAY)));
        } catch (IllegalArgumentException noName) {
            throw in.wrong(ZONE + " or " + KEY_NAME, "wrong: " + noName.getMessage());
        }
    }

    private static InetSocketAddress server(
            SettingsFile in, String name, String text, OutsideRules outside) {
        InetSocketAddress server = in.server(name, text, DNS_PORT);
        if (!outside.names(server.getHostString(), server.getPort())) {
            throw in.wrong(
                    name,
                    server.getHostString()
                            + ":"
                            + server.getPort()
                            + ", which "
                            + OutsideSettings.HOSTS
                            + " has to name");
        }
        return server;
    }

    private static TsigKey key(SettingsFile in) {
        TsigKey.Algorithm algorithm =
                in.setting(ALGORITHM, TsigKey.Algorithm.HMAC_SHA256.word())
                        .choice(
                                "algorithm",
                                List.of(TsigKey.Algorithm.values()),
                                TsigKey.Algorithm::word);
        return new TsigKey(in.needed(KEY_NAME, SERVER), algorithm, secret(in));
    }

    private static SecretBytes secret(SettingsFile in) {
        try (SecretBytes text = in.secret(SECRET, SERVER)) {
            byte[] base64 = text.toByteArray(SecretAccess.request());
            try {
                SecretBytes secret = SecretBytes.adopt(Base64.getDecoder().decode(base64));
                if (secret.length() >= SHORTEST_SECRET) {
                    return secret;
                }
            } catch (IllegalArgumentException malformed) {
                throw in.wrong(SECRET, "a file that holds no base64");
            } finally {
                Arrays.fill(base64, (byte) 0);
            }
        }
        throw in.wrong(SECRET, "a file with a secret shorter than " + SHORTEST_SECRET + " bytes");
    }
}

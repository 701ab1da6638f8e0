package dev.keyward.server;

import dev.keyward.api.outside.OutsideRules;
import dev.keyward.issuers.acme.AcmeAnswers;
import dev.keyward.issuers.acme.DnsZone;
import dev.keyward.issuers.acme.TsigKey;
import dev.keyward.model.SecretAccess;
import dev.keyward.model.SecretBytes;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.Set;
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
    private static final int STANDARD_DELAY = 30;
    private static final int DNS_PORT = 53;

    /// Shorter ones can be guessed (RFC 8945 8).
    private static final int SHORTEST_SECRET = 16;

    static final Set<String> NAMES =
            Set.of(PORT, CHALLENGE, SERVER, ZONE, KEY_NAME, ALGORITHM, SECRET, RESOLVER, DELAY);

    /// @param outside has to name the name servers
    static AcmeSettings read(SettingsFile in, OutsideRules outside) {
        int port = in.port(PORT, 0);
        DnsZone zone = zone(in, outside);
        String challenge = in.text(CHALLENGE, "http-01");
        if (!Set.of("http-01", "dns-01").contains(challenge)) {
            throw in.wrong(CHALLENGE, "no challenge; it must be http-01 or dns-01");
        }
        boolean dnsFirst = challenge.equals("dns-01");
        if (dnsFirst && zone == null) {
            throw in.wrong(CHALLENGE, "dns-01, which needs " + SERVER);
        }
        return new AcmeSettings(port, new AcmeAnswers(port != 0, zone, dnsFirst));
    }

    private static @Nullable DnsZone zone(SettingsFile in, OutsideRules outside) {
        if (in.optional(SERVER) == null) {
            for (String name : NAMES) {
                if (name.startsWith("acme.dns.") && in.optional(name) != null) {
                    throw in.wrong(name, "of no use without " + SERVER);
                }
            }
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
        String word = in.text(ALGORITHM, TsigKey.Algorithm.HMAC_SHA256.word());
        TsigKey.Algorithm algorithm =
                TsigKey.Algorithm.of(word)
                        .orElseThrow(() ->
                                in.wrong(
                                        ALGORITHM,
                                        "no algorithm; it must be hmac-sha256, hmac-sha384 or"
                                                + " hmac-sha512"));
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

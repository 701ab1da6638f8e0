package dev.keyward.crypto.certificates;

import dev.keyward.crypto.encoding.Der;
import dev.keyward.crypto.encoding.Refusal;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/// Names a server goes by (RFC 5280 4.2.1.6; wildcards RFC 6125).
final class AlternativeNames {
    private static final Pattern DNS =
            Pattern.compile(
                    "(?:\\*\\.)?[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?"
                            + "(?:\\.[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?){0,126}");
    private static final int LONGEST_DNS_NAME = 253;

    /// Four numbers, or colons: what else Java reads as an address isn't meant as one.
    private static final Pattern ADDRESS =
            Pattern.compile("[0-9]{1,3}(?:\\.[0-9]{1,3}){3}|[0-9A-Fa-f:.]*:[0-9A-Fa-f:.]*");

    private static final int DNS_NAME_TAG = 0x82;
    private static final int IP_ADDRESS_TAG = 0x87;

    private AlternativeNames() {}

    /// The DER of a `GeneralName`.
    ///
    /// @throws dev.keyward.model.VaultException with `BadParameter` if it is neither a DNS name nor
    ///   an address
    static byte[] der(String name) {
        if (ADDRESS.matcher(name).matches()) {
            try {
                return Der.element(IP_ADDRESS_TAG, InetAddress.ofLiteral(name).getAddress());
            } catch (IllegalArgumentException _) {
                throw refused();
            }
        }
        if (name.length() > LONGEST_DNS_NAME || !DNS.matcher(name).matches()) {
            throw refused();
        }
        return Der.element(DNS_NAME_TAG, name.getBytes(StandardCharsets.US_ASCII));
    }

    private static RuntimeException refused() {
        return Refusal.of("name", "a DNS name or an IP address");
    }
}

package dev.keyward.crypto;

import java.util.regex.Pattern;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.util.IPAddress;

/// Names a server goes by (RFC 5280 4.2.1.6; wildcards RFC 6125).
final class AlternativeNames {
    private static final Pattern DNS =
            Pattern.compile(
                    "(?:\\*\\.)?[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?"
                            + "(?:\\.[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?){0,126}");
    private static final int LONGEST_DNS_NAME = 253;

    private AlternativeNames() {}

    /// @throws dev.keyward.model.VaultException with `BadParameter` if it is neither a DNS name nor
    ///   an address
    static GeneralName parse(String name) {
        if (IPAddress.isValid(name)) {
            return new GeneralName(GeneralName.iPAddress, name);
        }
        Refusal.unless(
                name.length() <= LONGEST_DNS_NAME && DNS.matcher(name).matches(),
                "name",
                "a DNS name or an IP address");
        return new GeneralName(GeneralName.dNSName, name);
    }
}

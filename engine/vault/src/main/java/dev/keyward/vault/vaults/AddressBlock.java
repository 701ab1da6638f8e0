package dev.keyward.vault.vaults;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// An IPv4 or IPv6 network as a firewall rule names it: `10.0.0.0/8`, `203.0.113.7`,
/// `2001:db8::/32` (RFC 4632 3.1, RFC 4291 2.3).
///
/// Names are never resolved: only literals mean anything here.
public final class AddressBlock {
    private static final Pattern NUMBER = Pattern.compile("0|[1-9][0-9]{0,2}");
    private static final Pattern DOTTED =
            Pattern.compile("(0|[1-9][0-9]{0,2})(\\.(0|[1-9][0-9]{0,2})){3}");

    private final byte[] address;
    private final int prefixBits;

    private AddressBlock(byte[] address, int prefixBits) {
        this.address = address;
        this.prefixBits = prefixBits;
    }

    /// @return empty if it is none
    public static Optional<AddressBlock> parse(String text) {
        int slash = text.indexOf('/');
        byte[] address = address(slash < 0 ? text : text.substring(0, slash));
        if (address == null) {
            return Optional.empty();
        }
        int prefix = slash < 0 ? address.length * 8 : prefix(text.substring(slash + 1));
        return prefix < 0 || prefix > address.length * 8
                ? Optional.empty()
                : Optional.of(new AddressBlock(address, prefix));
    }

    /// @param literal an IPv4 or IPv6 address; anything else isn't in any block
    public boolean contains(String literal) {
        byte[] other = address(literal);
        return other != null && contains(other);
    }

    boolean contains(byte[] other) {
        if (other.length != address.length) {
            return false;
        }
        int whole = prefixBits / 8;
        if (!Arrays.equals(address, 0, whole, other, 0, whole)) {
            return false;
        }
        int rest = prefixBits % 8;
        if (rest == 0) {
            return true;
        }
        int mask = 0xFF << (8 - rest) & 0xFF;
        return (address[whole] & mask) == (other[whole] & mask);
    }

    /// @return 4 or 16 bytes, IPv6-mapped IPv4 as 4 (RFC 4291 2.5.5.2); null if it is no literal
    static byte @Nullable [] address(String text) {
        try {
            if (text.indexOf(':') >= 0) {
                return text.indexOf('%') >= 0 ? null : InetAddress.ofLiteral(text).getAddress();
            }
            // Only the usual form: `010.1` and the like mean different things to different readers.
            return DOTTED.matcher(text).matches()
                    ? Inet4Address.ofLiteral(text).getAddress()
                    : null;
        } catch (IllegalArgumentException noLiteral) {
            return null;
        }
    }

    private static int prefix(String text) {
        return NUMBER.matcher(text).matches() ? Integer.parseInt(text) : -1;
    }

    @Override
    public String toString() {
        return HexFormat.ofDelimiter(".").formatHex(address) + "/" + prefixBits;
    }
}

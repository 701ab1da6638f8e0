package dev.keyward.model;

import java.net.InetAddress;
import java.util.HexFormat;

/// Where a stranger's request comes from, as far as that says anything: one machine has an IPv4
/// address, but a whole /64 of IPv6 at least (RFC 6177), and may take another address for each
/// request. Whatever is bounded or counted by address goes by this.
///
/// @param host the IPv4 address, or the /64
/// @param network the /24 of an IPv4 address, or the /64 again
public record Origin(String host, String network) {
    private static final HexFormat HEX = HexFormat.of();
    private static final int HOST_BYTES = 8;

    /// @param address as connections and requests have it, with or without a zone (RFC 4007 11);
    ///   what is no address is a host and a network of its own
    public static Origin of(String address) {
        int zone = address.indexOf('%');
        byte[] bytes;
        try {
            // One of IPv4 that is written in the other form (RFC 4291 2.5.5.2) is one of IPv4 here.
            bytes =
                    InetAddress.ofLiteral(zone < 0 ? address : address.substring(0, zone))
                            .getAddress();
        } catch (IllegalArgumentException _) {
            return new Origin(address, address);
        }
        return bytes.length == 4 ? ofIpv4(bytes) : ofIpv6(bytes);
    }

    private static Origin ofIpv4(byte[] bytes) {
        String network =
                Byte.toUnsignedInt(bytes[0])
                        + "."
                        + Byte.toUnsignedInt(bytes[1])
                        + "."
                        + Byte.toUnsignedInt(bytes[2])
                        + ".";
        return new Origin(network + Byte.toUnsignedInt(bytes[3]), network + "0/24");
    }

    private static Origin ofIpv6(byte[] bytes) {
        StringBuilder block = new StringBuilder(24);
        for (int i = 0; i < HOST_BYTES; i += 2) {
            block.append(HEX.formatHex(bytes, i, i + 2)).append(':');
        }
        String host = block.append(":/64").toString();
        return new Origin(host, host);
    }
}

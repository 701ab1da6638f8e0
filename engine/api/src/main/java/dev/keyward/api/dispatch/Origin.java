package dev.keyward.api.dispatch;

import java.net.InetAddress;
import java.util.HexFormat;

/// Where a stranger's request comes from, as far as that says anything: one machine has an IPv4
/// address, but a whole /64 of IPv6, and may take another address for each request.
///
/// @param host the IPv4 address, or the /64
/// @param network the /24 of an IPv4 address, or the /64 again
record Origin(String host, String network) {
    private static final HexFormat HEX = HexFormat.of();

    /// @param peer as the connection has it; what is no address is its own network
    static Origin of(String peer) {
        int lastDot = peer.lastIndexOf('.');
        if (peer.indexOf(':') < 0) {
            return new Origin(peer, lastDot < 0 ? peer : peer.substring(0, lastDot) + ".0/24");
        }
        int zone = peer.indexOf('%');
        try {
            byte[] address =
                    InetAddress.ofLiteral(zone < 0 ? peer : peer.substring(0, zone)).getAddress();
            if (address.length == 4) {
                // An IPv4 address written in the other form.
                return of(InetAddress.getByAddress(address).getHostAddress());
            }
            StringBuilder block = new StringBuilder(24);
            for (int i = 0; i < 8; i += 2) {
                block.append(HEX.formatHex(address, i, i + 2)).append(':');
            }
            String network = block.append(":/64").toString();
            return new Origin(network, network);
        } catch (IllegalArgumentException | java.net.UnknownHostException noAddress) {
            return new Origin(peer, peer);
        }
    }
}

package dev.keyward.directory.signin;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.Arrays;
import java.util.HexFormat;

/// What counts as one address: with IPv6 all that a subscriber gets at least, which is a /64 (RFC
/// 6177), since he may send each request from another of them.
final class AddressBlock {
    private static final int SUBSCRIBER_BYTES = 8;

    private AddressBlock() {}

    /// @param address as requests name their peer; anything else stands for itself
    static String of(String address) {
        if (address.indexOf(':') < 0) {
            return address;
        }
        try {
            return InetAddress.ofLiteral(address) instanceof Inet6Address six
                    ? HexFormat.of().formatHex(Arrays.copyOf(six.getAddress(), SUBSCRIBER_BYTES))
                    : address;
        } catch (IllegalArgumentException _) {
            return address;
        }
    }
}

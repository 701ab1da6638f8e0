package dev.keyward.outside;

import dev.keyward.vault.vaults.AddressBlock;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/// Which addresses anybody on the internet may have (IANA's special-purpose registries; RFC 6890).
/// All others mean something else here than they mean to whoever named them: this machine, its
/// network, what clouds tell their machines.
final class SpecialAddresses {
    private static final List<AddressBlock> NOT_PUBLIC =
            Stream.of(
                            "0.0.0.0/8", // this network; 0.0.0.0 is this machine
                            "10.0.0.0/8",
                            "100.64.0.0/10", // shared by carriers
                            "127.0.0.0/8",
                            "169.254.0.0/16", // link-local; clouds' metadata
                            "172.16.0.0/12",
                            "192.0.0.0/24",
                            "192.0.2.0/24", // documentation
                            "192.88.99.0/24", // relays of 6to4
                            "192.168.0.0/16",
                            "198.18.0.0/15", // benchmarks
                            "198.51.100.0/24",
                            "203.0.113.0/24",
                            "224.0.0.0/3", // multicast, reserved, broadcast
                            "2001::/23", // Teredo and other protocols' own
                            "2001:db8::/32",
                            "2002::/16", // 6to4: an IPv4 address within
                            "3fff::/20")
                    .map(SpecialAddresses::block)
                    .toList();

    /// All of IPv6 that is given out so far (RFC 4291, 2.4): loopback, link-local, unique local,
    /// multicast, and IPv4 addresses in other clothes lie outside.
    private static final AddressBlock GLOBAL = block("2000::/3");

    /// An IPv4 address behind a translator (RFC 6052, 2.1).
    private static final AddressBlock NAT64 = block("64:ff9b::/96");

    private SpecialAddresses() {}

    private static AddressBlock block(String text) {
        return AddressBlock.parse(text).orElseThrow();
    }

    static boolean isPublic(InetAddress address) {
        byte[] bytes = address.getAddress();
        String text = text(address);
        if (bytes.length == 4) {
            return isListed(text);
        }
        return NAT64.contains(text)
                ? isPublic(ofBytes(Arrays.copyOfRange(bytes, 12, 16)))
                : GLOBAL.contains(text) && isListed(text);
    }

    private static boolean isListed(String text) {
        return NOT_PUBLIC.stream().noneMatch(block -> block.contains(text));
    }

    /// Without the name of an interface behind it.
    static String text(InetAddress address) {
        return ofBytes(address.getAddress()).getHostAddress();
    }

    private static InetAddress ofBytes(byte[] bytes) {
        try {
            return InetAddress.getByAddress(bytes);
        } catch (UnknownHostException impossible) {
            throw new IllegalArgumentException(impossible);
        }
    }
}

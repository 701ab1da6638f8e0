package dev.keyward.crypto.certificates;

import dev.keyward.crypto.encoding.Refusal;
import java.net.InetAddress;
import java.net.UnknownHostException;

/// IP addresses from bytes to text, without asking anybody.
final class AddressText {
    private AddressText() {}

    /// @param octets 4 or 16
    /// @throws dev.keyward.model.VaultException with `BadParameter` for another length
    static String of(byte[] octets) {
        try {
            return InetAddress.getByAddress(octets).getHostAddress();
        } catch (UnknownHostException _) {
            throw Refusal.of("certificate", "one with IP addresses of 4 or 16 bytes");
        }
    }
}

package dev.keyward.outside;

import java.io.IOException;
import java.lang.System.Logger.Level;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketAddress;
import java.util.List;
import javax.net.SocketFactory;

/// The one place where a host's name becomes an address to connect to. A host is looked up once,
/// each address found is checked, and what is connected to is an address that was checked: whatever
/// its name server says the next time isn't heard (DNS rebinding).
final class CheckedAddresses extends SocketFactory {
    private static final System.Logger LOG = System.getLogger(CheckedAddresses.class.getName());

    private final OutsideRules rules;
    private final Lookup lookup;

    CheckedAddresses(OutsideRules rules, Lookup lookup) {
        this.rules = rules;
        this.lookup = lookup;
    }

    /// @throws ForbiddenAddressException if one of its addresses may not be called: who gives a
    ///   public one and a private one for one host means no good
    List<InetAddress> of(String host) throws IOException {
        InetAddress[] found = lookup.of(host);
        for (InetAddress address : found) {
            check(host, address);
        }
        return List.of(found);
    }

    private void check(String host, InetAddress address) throws ForbiddenAddressException {
        if (!rules.reaches(host, address)) {
            String text = SpecialAddresses.text(address);
            // Who asked for the call learns nothing of the network here; the operator does.
            LOG.log(
                    Level.WARNING,
                    "refused a call: host={0} has the address {1}, which isn''t public; if it is"
                            + " meant to be called, name it in {2}",
                    host,
                    text,
                    OutsideRules.ADDRESSES);
            throw new ForbiddenAddressException(
                    host
                            + " has an address that isn't public and that the settings don't allow"
                            + " ("
                            + OutsideRules.ADDRESSES
                            + ")");
        }
    }

    /// For who looks hosts up elsewhere: checks once more what is connected to.
    private final class CheckedSocket extends Socket {
        @Override
        public void connect(SocketAddress to) throws IOException {
            connect(to, 0);
        }

        @Override
        public void connect(SocketAddress to, int timeout) throws IOException {
            if (!(to instanceof InetSocketAddress place) || place.isUnresolved()) {
                throw new IOException("a host that wasn't looked up: " + to);
            }
            check(place.getHostString(), place.getAddress());
            super.connect(to, timeout);
        }
    }

    @Override
    public Socket createSocket() {
        return new CheckedSocket();
    }

    @Override
    public Socket createSocket(String host, int port) throws IOException {
        return connected(new InetSocketAddress(of(host).getFirst(), port));
    }

    @Override
    public Socket createSocket(String host, int port, InetAddress from, int fromPort)
            throws IOException {
        return createSocket(host, port);
    }

    @Override
    public Socket createSocket(InetAddress host, int port) throws IOException {
        return connected(new InetSocketAddress(host, port));
    }

    @Override
    public Socket createSocket(InetAddress host, int port, InetAddress from, int fromPort)
            throws IOException {
        return createSocket(host, port);
    }

    private Socket connected(InetSocketAddress place) throws IOException {
        Socket socket = createSocket();
        socket.connect(place);
        return socket;
    }
}

package dev.keyward.outside;

import java.net.InetAddress;
import java.net.UnknownHostException;

/// Finds the addresses of a host; the platform's resolver but in tests.
@FunctionalInterface
interface Lookup {
    InetAddress[] of(String host) throws UnknownHostException;
}

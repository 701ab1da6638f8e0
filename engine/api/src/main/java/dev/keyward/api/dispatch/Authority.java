package dev.keyward.api.dispatch;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// The authority of a request, taken apart and made canonical: lower case, no trailing dot.
///
/// @param host without port; an IPv6 address in its brackets
/// @param port 443 where none was given
record Authority(String host, int port) {
    private static final int LONGEST = 260;

    /// @return null when it isn't a host name or address with at most a port
    static @Nullable Authority parse(String text) {
        if (text.isEmpty() || text.length() > LONGEST) {
            return null;
        }
        int colon =
                text.startsWith("[") ? text.indexOf(':', text.indexOf(']') + 1) : text.indexOf(':');
        String host = (colon < 0 ? text : text.substring(0, colon)).toLowerCase(Locale.ROOT);
        if (host.endsWith(".")) {
            host = host.substring(0, host.length() - 1);
        }
        int port = colon < 0 ? 443 : port(text, colon + 1);
        return port > 0 && isHost(host) ? new Authority(host, port) : null;
    }

    private static int port(String text, int from) {
        int digits = text.length() - from;
        if (digits < 1 || digits > 5) {
            return -1;
        }
        int port = 0;
        for (int i = from; i < text.length(); i++) {
            int digit = text.charAt(i) - '0';
            if (digit < 0 || digit > 9) {
                return -1;
            }
            port = port * 10 + digit;
        }
        return port <= 65535 ? port : -1;
    }

    private static boolean isHost(String host) {
        boolean address = host.startsWith("[") && host.endsWith("]") && host.length() > 3;
        int end = address ? host.length() - 1 : host.length();
        for (int i = address ? 1 : 0; i < end; i++) {
            char c = host.charAt(i);
            boolean hex = c >= '0' && c <= '9' || c >= 'a' && c <= 'f';
            boolean letter = c >= 'a' && c <= 'z';
            if (!(address
                    ? hex || c == ':' || c == '.'
                    : hex || letter || c == '.' || c == '-' || c == '_')) {
                return false;
            }
        }
        return !host.isEmpty() && !host.startsWith(".") && !host.contains("..");
    }

    /// Whether it can only mean the machine itself (RFC 6761, section 6.3; 127.0.0.0/8; ::1).
    boolean isLoopback() {
        return host.equals("localhost")
                || host.endsWith(".localhost")
                || host.equals("[::1]")
                || isLoopbackAddress(host);
    }

    private static boolean isLoopbackAddress(String host) {
        if (!host.startsWith("127.") || host.length() > 15) {
            return false;
        }
        int dots = 0;
        for (int i = 0; i < host.length(); i++) {
            char c = host.charAt(i);
            if (c == '.') {
                dots++;
            } else if (c < '0' || c > '9') {
                return false;
            }
        }
        return dots == 3;
    }

    /// As it stands in a URL.
    String inUrl() {
        return port == 443 ? host : host + ":" + port;
    }
}

package dev.keyward.directory.principals;

import java.net.URI;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/// Where a person's browser is sent back to with a code: `https`, or `http` on this very machine
/// (RFC 8252 7.3). Never with a fragment, which the answer's own would stand beside (RFC 6749
/// 3.1.2), nor with a user name, behind which a host hides.
public record RedirectUri(URI uri) {
    private static final int LONGEST = 2048;
    private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");

    /// @return empty for what no browser is sent to
    public static Optional<RedirectUri> parse(String text) {
        if (text.length() > LONGEST || !text.chars().allMatch(c -> c > ' ' && c <= '~')) {
            return Optional.empty();
        }
        try {
            RedirectUri parsed = new RedirectUri(URI.create(text));
            return parsed.isAllowed() ? Optional.of(parsed) : Optional.empty();
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }

    private boolean isAllowed() {
        return uri.getHost() != null
                && uri.getRawUserInfo() == null
                && uri.getRawFragment() == null
                && ("https".equals(uri.getScheme()) || isLoopback());
    }

    /// Whether a program of this machine listens there, over `http`.
    public boolean isLoopback() {
        return "http".equals(uri.getScheme()) && LOOPBACK.contains(uri.getHost());
    }

    /// Scheme, host and port, as a content security policy names them.
    public String origin() {
        return uri.getScheme() + "://" + uri.getRawAuthority();
    }

    /// Whether a browser that may be sent to the other one may be sent here: another port of this
    /// machine is the same, since a program takes the one that is free.
    boolean isSameButPort(RedirectUri other) {
        return isLoopback()
                && other.isLoopback()
                && Objects.equals(uri.getHost(), other.uri.getHost())
                && path().equals(other.path())
                && Objects.equals(uri.getRawQuery(), other.uri.getRawQuery());
    }

    /// No path is the path `/` (RFC 3986 6.2.3).
    private String path() {
        String path = uri.getRawPath();
        return path == null || path.isEmpty() ? "/" : path;
    }

    @Override
    public String toString() {
        return uri.toString();
    }
}

package dev.keyward.api.exchange;

import dev.keyward.model.VaultError;
import dev.keyward.model.VaultException;
import java.util.ArrayList;
import java.util.List;

/// Strict reading of a request path (security.md, section 8): decoded once; dot segments, encoded
/// slashes and backslashes, control characters and bad UTF-8 are refused.
public final class PathSegments {
    private static final int MOST = 64;

    private PathSegments() {}

    /// Empty segments at both ends are left out, and one behind a provider's namespace, where
    /// clients of generic resources leave the place of a parent that there is none of
    /// (`/providers/Microsoft.KeyVault//vaults/v`).
    ///
    /// @param emptyVersion whether an empty third segment may stand, as in `/keys/n//sign`, which
    ///   clients send for the latest version; it is left out
    /// @throws VaultException with `BadRequestText`
    public static List<String> parse(String rawPath, boolean emptyVersion) {
        int start = 0;
        int end = rawPath.length();
        while (start < end && rawPath.charAt(start) == '/') {
            start++;
        }
        while (end > start && rawPath.charAt(end - 1) == '/') {
            end--;
        }
        List<String> segments = new ArrayList<>(8);
        int from = start;
        while (from < end) {
            int slash = rawPath.indexOf('/', from);
            int to = slash < 0 || slash > end ? end : slash;
            if (to == from) {
                boolean again = rawPath.charAt(from - 2) == '/';
                boolean version = emptyVersion && segments.size() == 2;
                if (again || !version && !behindNamespace(segments)) {
                    throw malformed();
                }
            } else {
                segments.add(segment(rawPath, from, to));
            }
            if (segments.size() > MOST) {
                throw malformed();
            }
            from = to + 1;
        }
        return segments;
    }

    private static boolean behindNamespace(List<String> segments) {
        int size = segments.size();
        return size >= 2 && segments.get(size - 2).equalsIgnoreCase("providers");
    }

    private static String segment(String rawPath, int from, int to) {
        String segment = Percent.decode(rawPath, from, to, Percent.Plus.LITERAL);
        if (segment == null || segment.equals(".") || segment.equals("..")) {
            throw malformed();
        }
        for (int i = 0; i < segment.length(); i++) {
            char c = segment.charAt(i);
            if (c < 0x20 || c == '/' || c == '\\' || c >= 0x7F && c < 0xA0) {
                throw malformed();
            }
        }
        return segment;
    }

    private static VaultException malformed() {
        return new VaultException(new VaultError.BadRequestText("the request path is malformed"));
    }
}

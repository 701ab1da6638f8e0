package dev.keyward.directory.roles;

/// Actions a role speaks of: `*` stands for any run of characters, slashes among them; letter case
/// doesn't matter; the whole action has to match (authorization.md, section 6).
record ActionPattern(String text) {
    boolean matches(String action) {
        String pattern = text;
        int at = 0;
        int from = 0;
        int star = -1;
        int retry = 0;
        while (from < action.length()) {
            if (at < pattern.length() && pattern.charAt(at) == '*') {
                star = at++;
                retry = from;
            } else if (at < pattern.length() && same(pattern.charAt(at), action.charAt(from))) {
                at++;
                from++;
            } else if (star >= 0) {
                at = star + 1;
                from = ++retry;
            } else {
                return false;
            }
        }
        while (at < pattern.length() && pattern.charAt(at) == '*') {
            at++;
        }
        return at == pattern.length();
    }

    private static boolean same(char one, char other) {
        return Character.toLowerCase(one) == Character.toLowerCase(other);
    }
}

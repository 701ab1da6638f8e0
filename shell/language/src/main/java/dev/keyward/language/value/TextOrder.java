package dev.keyward.language.value;

import java.text.Normalizer;

/// The order of texts as the invariant culture has it: marks, then digits, then letters with their
/// accents and case looked at last, small before large.
public final class TextOrder {
    private TextOrder() {}

    public static int compare(String left, String right, boolean caseSensitive) {
        int order = weighed(bare(left), bare(right));
        if (order != 0) {
            return order;
        }
        int accents = accents(left).compareTo(accents(right));
        if (accents != 0 || !caseSensitive) {
            return accents;
        }
        for (int i = 0; i < Math.min(left.length(), right.length()); i++) {
            boolean a = Character.isUpperCase(left.charAt(i));
            boolean b = Character.isUpperCase(right.charAt(i));
            if (a != b) {
                return a ? 1 : -1;
            }
        }
        return Integer.compare(left.length(), right.length());
    }

    private static int weighed(String left, String right) {
        for (int i = 0; i < Math.min(left.length(), right.length()); i++) {
            char a = left.charAt(i);
            char b = right.charAt(i);
            if (a != b) {
                int rank = Integer.compare(rank(a), rank(b));
                return rank != 0 ? rank : Character.compare(a, b);
            }
        }
        return Integer.compare(left.length(), right.length());
    }

    private static int rank(char c) {
        if (Character.isWhitespace(c)) {
            return 0;
        }
        if (c == '_' || c == '-') {
            return 1;
        }
        return Character.isLetter(c) ? 4 : Character.isDigit(c) ? 3 : 2;
    }

    private static boolean isPlain(String text) {
        return text.chars().allMatch(c -> c < 128);
    }

    private static String bare(String text) {
        String decomposed =
                isPlain(text)
                        ? text
                        : Normalizer.normalize(text, Normalizer.Form.NFD).replaceAll("\\p{M}+", "");
        return decomposed.toLowerCase(java.util.Locale.ROOT);
    }

    private static String accents(String text) {
        return isPlain(text)
                ? ""
                : Normalizer.normalize(text, Normalizer.Form.NFD).replaceAll("[^\\p{M}]", "");
    }
}

package dev.keyward.console;

import java.util.ArrayList;
import java.util.List;

/// What stands before the cursor: the words of the command being typed and the unfinished word.
///
/// A light reading that works in the middle of anything, where the real parser can't give an answer
/// yet.
///
/// @param words the whole words of this command, first its name; quotes kept
/// @param word the word up to the cursor, with its opening quote if it has one; may be empty
record Cursor(List<String> words, String word) {
    static Cursor at(String line, int cursor) {
        List<String> words = new ArrayList<>();
        StringBuilder word = new StringBuilder();
        char quote = 0;
        for (int i = 0; i < cursor; i++) {
            char c = line.charAt(i);
            if (quote != 0) {
                word.append(c);
                if (c == quote) {
                    quote = 0;
                }
            } else if (c == '\'' || c == '"') {
                quote = c;
                word.append(c);
            } else if (Character.isWhitespace(c)) {
                if (c == '\n') {
                    boolean continued = word.toString().equals("`");
                    word.setLength(0);
                    if (!continued) {
                        words.clear();
                    }
                } else if (!word.isEmpty()) {
                    words.add(word.toString());
                    word.setLength(0);
                }
            } else if (startsCommand(c) || c == '=' && startsVariable(words, word)) {
                words.clear();
                word.setLength(0);
            } else {
                word.append(c);
            }
        }
        return new Cursor(List.copyOf(words), word.toString());
    }

    private static boolean startsCommand(char c) {
        return c == '|' || c == ';' || c == '(' || c == '{' || c == '}' || c == ')' || c == '&';
    }

    private static boolean startsVariable(List<String> words, StringBuilder word) {
        return words.isEmpty()
                ? word.indexOf("$") == 0
                : words.size() == 1 && word.isEmpty() && words.getFirst().startsWith("$");
    }

    boolean isCommandName() {
        return words.isEmpty();
    }

    /// The unfinished word without its opening quote.
    String bareWord() {
        return word.startsWith("'") || word.startsWith("\"") ? word.substring(1) : word;
    }
}

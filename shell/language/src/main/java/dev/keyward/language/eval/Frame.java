package dev.keyward.language.eval;

import dev.keyward.cmdlet.Span;
import org.jspecify.annotations.Nullable;

/// One call on the way to the running code.
///
/// @param name of the function or script file, empty for a block or the prompt
/// @param call where it was called
/// @param depth how many frames lie below
record Frame(@Nullable Frame caller, String name, boolean isFile, Span call, int depth) {
    private static final int MOST_TRACED = 50;
    static final Frame BOTTOM = new Frame(null, "", false, Span.NONE, 0);

    Frame calling(String name, boolean isFile, Span call) {
        return new Frame(this, name, isFile, call, depth + 1);
    }

    /// The innermost named function, empty if there's none.
    String function() {
        for (Frame frame = this; frame != null; frame = frame.caller) {
            if (!frame.name.isEmpty() && !frame.isFile) {
                return frame.name;
            }
        }
        return "";
    }

    /// The calls from here down, a line each.
    String trace(Span here) {
        StringBuilder text = new StringBuilder();
        Span at = here;
        int lines = 0;
        for (Frame frame = this; frame != null; frame = frame.caller) {
            if (at.isNone() || lines++ == MOST_TRACED) {
                break;
            }
            if (!text.isEmpty()) {
                text.append('\n');
            }
            text.append("at ")
                    .append(frame.name.isEmpty() || frame.isFile ? "<ScriptBlock>" : frame.name)
                    .append(", ")
                    .append(at.source().name().isEmpty() ? "<No file>" : at.source().name())
                    .append(": line ")
                    .append(at.line());
            at = frame.call;
        }
        return text.toString();
    }
}

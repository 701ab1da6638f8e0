package dev.keyward.language.syntax;

import dev.keyward.cmdlet.Span;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What stands in a script, a function or a script block.
///
/// @param begin null if there's no such block; likewise process
/// @param end the end block, or the loose statements
public record ScriptBody(
        Span span,
        @Nullable Params params,
        @Nullable Block begin,
        @Nullable Block process,
        @Nullable Block end,
        List<Requirement> requirements) {
    public ScriptBody {
        requirements = List.copyOf(requirements);
    }

    public ScriptBody withParams(Params params) {
        return new ScriptBody(span, params, begin, process, end, requirements);
    }

    /// The text between the braces, or the whole script.
    public String text() {
        String all = span.text();
        return all.startsWith("{") && all.endsWith("}") ? all.substring(1, all.length() - 1) : all;
    }

    /// The `param` block.
    ///
    /// @param attributes those that stand before it, such as `CmdletBinding`
    public record Params(Span span, List<Expression.Attribute> attributes, List<Param> list) {
        public Params {
            attributes = List.copyOf(attributes);
            list = List.copyOf(list);
        }
    }

    /// One declared parameter.
    ///
    /// @param type null if it has none
    public record Param(
            Span span,
            String name,
            Expression.@Nullable TypeName type,
            List<Expression.Attribute> attributes,
            @Nullable Expression preset) {
        public Param {
            attributes = List.copyOf(attributes);
        }
    }

    /// A `#Requires` line: its text after the word.
    public record Requirement(Span span, String text) {}
}

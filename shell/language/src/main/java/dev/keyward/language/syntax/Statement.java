package dev.keyward.language.syntax;

import dev.keyward.cmdlet.Span;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Something to do.
public sealed interface Statement {
    Span span();

    /// Commands joined by `|`.
    record Pipeline(Span span, List<Stage> stages) implements Statement {
        public Pipeline {
            stages = List.copyOf(stages);
        }
    }

    /// One part of a [Pipeline].
    sealed interface Stage {
        Span span();

        List<Redirection> redirections();
    }

    /// A value, first in its pipeline.
    record ValueStage(Span span, Expression expression, List<Redirection> redirections)
            implements Stage {
        public ValueStage {
            redirections = List.copyOf(redirections);
        }
    }

    /// A command with its arguments.
    record CommandStage(
            Span span,
            Start start,
            Expression name,
            List<Argument> arguments,
            List<Redirection> redirections)
            implements Stage {
        public CommandStage {
            arguments = List.copyOf(arguments);
            redirections = List.copyOf(redirections);
        }
    }

    /// How a command is started.
    enum Start {
        PLAIN,
        CALL,
        DOT
    }

    /// Something after a command's name.
    sealed interface Argument {
        Span span();

        record Value(Span span, Expression expression) implements Argument {}

        /// `-Name` or `-Name:value`.
        record Named(Span span, String name, @Nullable Expression value) implements Argument {}

        /// `--`: what follows is no parameter.
        record EndOfNames(Span span) implements Argument {}
    }

    /// `n>file` or `n>&1`.
    ///
    /// @param stream 1 to 6, 0 for all
    /// @param file null if the stream is merged into another
    /// @param into the stream it's merged into
    record Redirection(
            Span span, int stream, @Nullable Expression file, boolean append, int into) {}

    /// `&&` and `||`.
    record Chain(Span span, Statement left, boolean ifSuccessful, Statement right)
            implements Statement {}

    /// @param operator null for plain `=`; COALESCE for `??=`
    record Assignment(
            Span span, Expression target, @Nullable BinaryOperator operator, Statement value)
            implements Statement {}

    record If(Span span, List<Clause> clauses, @Nullable Block otherwise) implements Statement {
        public If {
            clauses = List.copyOf(clauses);
        }
    }

    /// A condition with what follows from it.
    record Clause(Statement condition, Block body) {}

    record While(Span span, String label, Statement condition, Block body) implements Statement {}

    /// `do … while` and, with `until`, `do … until`.
    record DoLoop(Span span, String label, Block body, Statement condition, boolean until)
            implements Statement {}

    record For(
            Span span,
            String label,
            @Nullable Statement first,
            @Nullable Statement condition,
            @Nullable Statement next,
            Block body)
            implements Statement {}

    record ForEach(Span span, String label, VariablePath variable, Statement collection, Block body)
            implements Statement {}

    record Switch(
            Span span,
            String label,
            SwitchMode mode,
            boolean caseSensitive,
            boolean file,
            Statement value,
            List<Case> cases,
            @Nullable Block otherwise)
            implements Statement {
        public Switch {
            cases = List.copyOf(cases);
        }
    }

    /// How a switch compares.
    enum SwitchMode {
        EXACT,
        WILDCARD,
        REGEX
    }

    /// A case of a [Switch].
    record Case(Expression test, Block body) {}

    record Try(Span span, Block body, List<Catch> catches, @Nullable Block last)
            implements Statement {
        public Try {
            catches = List.copyOf(catches);
        }
    }

    /// @param types empty catches everything
    record Catch(List<Expression.TypeName> types, Block body) {
        public Catch {
            types = List.copyOf(types);
        }
    }

    /// Kept in its [Block]'s traps.
    record Trap(Span span, Expression.@Nullable TypeName type, Block body) implements Statement {}

    /// @param filter its loose statements are a process block
    record Function(Span span, String name, boolean filter, ScriptBody body) implements Statement {}

    record Return(Span span, @Nullable Statement value) implements Statement {}

    record Throw(Span span, @Nullable Statement value) implements Statement {}

    record Exit(Span span, @Nullable Statement value) implements Statement {}

    record Break(Span span, @Nullable Expression label) implements Statement {}

    record Continue(Span span, @Nullable Expression label) implements Statement {}

    /// `using namespace`, `using module`, `using assembly`.
    record Using(Span span, String kind, String what) implements Statement {}
}

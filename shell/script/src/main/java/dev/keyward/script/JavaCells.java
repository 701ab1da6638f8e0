package dev.keyward.script;

import dev.keyward.language.Session;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.lang.model.SourceVersion;
import jdk.jshell.Diag;
import jdk.jshell.EvalException;
import jdk.jshell.ExpressionSnippet;
import jdk.jshell.JShell;
import jdk.jshell.JShellException;
import jdk.jshell.MethodSnippet;
import jdk.jshell.Snippet;
import jdk.jshell.SnippetEvent;
import jdk.jshell.SourceCodeAnalysis;
import jdk.jshell.TypeDeclSnippet;
import jdk.jshell.VarSnippet;
import jdk.jshell.execution.LocalExecutionControlProvider;
import org.jspecify.annotations.Nullable;

/// Java in the shell: cells run by JShell in this process, sharing variables with the session both
/// ways.
///
/// A variable of the session that a snippet names is declared before the snippet runs; variables it
/// declares or changes are the session's afterwards. `keyward` is the shell itself; `/exit` ends a
/// cell, as it ends files for JShell. Made on first use: starting JShell costs some 0.3 s.
public final class JavaCells implements AutoCloseable {
    private static final Pattern IDENTIFIER = Pattern.compile("[A-Za-z_$][A-Za-z0-9_$]*");
    private static final Set<Class<?>> PLAIN =
            Set.of(
                    String.class,
                    Integer.class,
                    Long.class,
                    Double.class,
                    Boolean.class,
                    Character.class,
                    java.math.BigDecimal.class,
                    java.math.BigInteger.class,
                    java.util.UUID.class,
                    java.time.Duration.class,
                    java.net.URI.class);

    /// How values cross into the cells' classes: JShell gives no other way than a static place, and
    /// runs code in threads of its own. One cell runs at a time in a process ([#run] sees to it).
    private static final AtomicReference<@Nullable Object> CROSSING = new AtomicReference<>();

    private static final Object ONE_AT_A_TIME = new Object();

    private final Session session;
    private final JShell jshell;
    private final Set<String> imported = new LinkedHashSet<>();

    /// Values as both sides last knew them, by variable.
    private final Map<String, @Nullable Object> shared = new HashMap<>();

    public JavaCells(Session session, PrintStream out, PrintStream error) {
        this.session = session;
        this.jshell =
                JShell.builder()
                        .executionEngine(new LocalExecutionControlProvider(), Map.of())
                        .out(out)
                        .err(error)
                        .build();
        jshell.addToClasspath(System.getProperty("java.class.path"));
        for (String line :
                List.of(
                        "import java.util.*;",
                        "import java.util.stream.*;",
                        "import java.nio.file.*;",
                        "import java.time.*;",
                        "import dev.keyward.cmdlet.*;",
                        "import dev.keyward.script.ShellBridge;")) {
            jshell.eval(line);
        }
        declare("keyward", "ShellBridge", new ShellBridge(session));
    }

    /// The value a cell left, null if its last snippet has none.
    ///
    /// @param line of the cell, from 1, where the last snippet began
    public record Value(@Nullable Object value, int line) {}

    /// A cell that didn't compile or threw.
    public static final class CellFailed extends Exception {
        private static final long serialVersionUID = 1L;

        CellFailed(String message) {
            super(message);
        }
    }

    /// Read by generated code in cells; not for other callers.
    public static @Nullable Object crossing() {
        return CROSSING.get();
    }

    /// Written by generated code in cells; not for other callers.
    public static void crossing(@Nullable Object value) {
        CROSSING.set(value);
    }

    /// Runs a cell.
    ///
    /// @throws CellFailed with the compiler's words or the exception's
    public Value run(String code) throws CellFailed {
        synchronized (ONE_AT_A_TIME) {
            return runAlone(code);
        }
    }

    private Value runAlone(String code) throws CellFailed {
        Object last = null;
        int line = 1;
        String rest = code;
        int consumed = 0;
        while (!rest.isBlank() && !rest.stripLeading().startsWith("/exit")) {
            SourceCodeAnalysis.CompletionInfo info =
                    jshell.sourceCodeAnalysis().analyzeCompletion(rest);
            if (info.completeness() == SourceCodeAnalysis.Completeness.DEFINITELY_INCOMPLETE) {
                throw new CellFailed("line " + line(code, consumed) + ": the Java code breaks off");
            }
            String source = info.source().isEmpty() ? rest : info.source();
            line = line(code, consumed + leading(source));
            bringIn(source, line);
            last = evaluate(source, line);
            takeOut();
            consumed += source.length();
            rest = info.source().isEmpty() ? "" : info.remaining();
        }
        return new Value(last, line);
    }

    private @Nullable Object evaluate(String source, int line) throws CellFailed {
        CROSSING.set(null);
        Object value = null;
        for (SnippetEvent event : jshell.eval(source)) {
            // Methods and types may name what is declared later; what runs now may not.
            boolean isRun =
                    event.status() == Snippet.Status.VALID
                            || event.snippet() instanceof MethodSnippet
                            || event.snippet() instanceof TypeDeclSnippet;
            if (event.status() == Snippet.Status.REJECTED
                    || event.causeSnippet() == null && !isRun) {
                throw new CellFailed(diagnostics(event.snippet(), source, line));
            }
            JShellException failure = event.exception();
            if (failure != null) {
                String name =
                        failure instanceof EvalException e
                                ? e.getExceptionClassName()
                                : failure.getClass().getName();
                throw new CellFailed("line " + line + ": " + name + ": " + failure.getMessage());
            }
            if (event.causeSnippet() == null && event.value() != null) {
                switch (event.snippet()) {
                    case VarSnippet variable -> value = read(variable.name());
                    case ExpressionSnippet expression -> value = read(expression.name());
                    default -> {}
                }
            }
        }
        return value;
    }

    private String diagnostics(Snippet snippet, String source, int line) {
        List<String> messages = new ArrayList<>();
        for (Diag diag : jshell.diagnostics(snippet).toList()) {
            int at = (int) Math.max(0, diag.getPosition());
            messages.add(
                    "line "
                            + (line + line(source, at) - line(source, leading(source)))
                            + ": "
                            + diag.getMessage(Locale.ENGLISH).lines().findFirst().orElse("error"));
        }
        return messages.isEmpty()
                ? "line " + line + ": the Java code isn't valid"
                : String.join("; ", messages);
    }

    /// Gives the code the session's variables that it names and that JShell doesn't know as they
    /// are.
    private void bringIn(String code, int line) throws CellFailed {
        Map<String, VarSnippet> declared = new HashMap<>();
        jshell.variables().forEach(variable -> declared.put(variable.name(), variable));
        Matcher names = IDENTIFIER.matcher(code);
        Set<String> named = new LinkedHashSet<>();
        while (names.find()) {
            named.add(names.group());
        }
        for (String name : session.variableNames()) {
            if (!named.contains(name) || !SourceVersion.isName(name) || name.equals("keyward")) {
                continue;
            }
            Object value = session.variable(name);
            VarSnippet known = declared.get(name);
            if (known == null || imported.contains(name)) {
                declare(name, value == null ? "Object" : type(value), value);
                imported.add(name);
            } else if (!Objects.equals(value, shared.get(name))) {
                assign(known, value, line);
            }
            shared.put(name, value);
        }
    }

    private void assign(VarSnippet variable, @Nullable Object value, int line) throws CellFailed {
        CROSSING.set(value);
        List<SnippetEvent> events =
                jshell.eval(
                        "%s = (%s) dev.keyward.script.JavaCells.crossing();"
                                .formatted(variable.name(), variable.typeName()));
        CROSSING.set(null);
        if (events.stream().anyMatch(event -> event.exception() != null)) {
            throw new CellFailed(
                    "line %d: the value of $%s isn't one for the Java variable %s %s"
                            .formatted(
                                    line, variable.name(), variable.typeName(), variable.name()));
        }
    }

    private void declare(String name, String type, @Nullable Object value) {
        CROSSING.set(value);
        jshell.eval(
                type + " " + name + " = (" + type + ") dev.keyward.script.JavaCells.crossing();");
        CROSSING.set(null);
    }

    private static String type(Object value) {
        Class<?> type = value.getClass();
        if (type.isArray()) {
            Class<?> element = type.getComponentType();
            return element.isPrimitive() || PLAIN.contains(element)
                    ? type.getCanonicalName()
                    : "Object[]";
        }
        if (PLAIN.contains(type)) {
            return type.getCanonicalName();
        }
        return value instanceof List<?> ? "java.util.List<?>" : "Object";
    }

    /// Makes what snippets declared or changed the session's.
    private void takeOut() {
        List<String> names =
                jshell.variables()
                        .filter(variable -> jshell.status(variable) == Snippet.Status.VALID)
                        .map(VarSnippet::name)
                        .filter(name -> !name.startsWith("$") && !name.equals("keyward"))
                        .toList();
        if (!(read("new Object[] {" + String.join(", ", names) + "}") instanceof Object[] all)) {
            return;
        }
        for (int i = 0; i < names.size(); i++) {
            String name = names.get(i);
            if (!shared.containsKey(name) || !Objects.equals(all[i], shared.get(name))) {
                session.variable(name, all[i]);
                shared.put(name, all[i]);
            }
        }
    }

    private @Nullable Object read(String expression) {
        CROSSING.set(null);
        jshell.eval("dev.keyward.script.JavaCells.crossing((Object) " + expression + ");");
        Object value = CROSSING.get();
        CROSSING.set(null);
        return value;
    }

    private static int leading(String text) {
        int i = 0;
        while (i < text.length() && Character.isWhitespace(text.charAt(i))) {
            i++;
        }
        return i;
    }

    private static int line(String text, int offset) {
        return 1
                + (int)
                        text.substring(0, Math.min(offset, text.length()))
                                .chars()
                                .filter(c -> c == '\n')
                                .count();
    }

    @Override
    public void close() {
        jshell.close();
    }
}

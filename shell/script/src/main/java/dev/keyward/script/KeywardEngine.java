package dev.keyward.script;

import dev.keyward.cmdlet.Catalogue;
import dev.keyward.cmdlet.CatalogueProvider;
import dev.keyward.cmdlet.ErrorRecord;
import dev.keyward.cmdlet.Span;
import dev.keyward.language.Outcome;
import dev.keyward.language.Session;
import java.io.IOException;
import java.io.Reader;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.ServiceLoader;
import javax.script.AbstractScriptEngine;
import javax.script.Bindings;
import javax.script.ScriptContext;
import javax.script.ScriptEngineFactory;
import javax.script.ScriptException;
import javax.script.SimpleBindings;
import org.jspecify.annotations.Nullable;

/// A session behind JSR-223: bindings are its variables, the value is the script's output (null,
/// the object, or a list), what the script shows goes to the context's writers, and an error
/// carries its line and column.
///
/// One thread at a time.
final class KeywardEngine extends AbstractScriptEngine {
    private final ScriptEngineFactory factory;
    private final WriterHost host = new WriterHost();
    private @Nullable Session session;

    KeywardEngine(ScriptEngineFactory factory) {
        this.factory = factory;
    }

    @Override
    public @Nullable Object eval(String script, ScriptContext context) throws ScriptException {
        Session running = session();
        host.use(context.getWriter(), context.getErrorWriter());
        for (int scope : context.getScopes().reversed()) {
            Bindings bindings = context.getBindings(scope);
            if (bindings != null) {
                bindings.forEach((name, value) -> {
                    if (!name.startsWith("javax.script.")) {
                        running.variable(name, value);
                    }
                });
            }
        }
        Object file = context.getAttribute(FILENAME);
        Session.Result result = running.evaluate(script, file == null ? "" : file.toString());
        Bindings own = context.getBindings(ScriptContext.ENGINE_SCOPE);
        own.keySet().stream()
                .filter(name -> !name.startsWith("javax.script."))
                .toList()
                .forEach(name -> own.put(name, running.variable(name)));
        return value(result);
    }

    @Override
    public @Nullable Object eval(Reader reader, ScriptContext context) throws ScriptException {
        StringWriter text = new StringWriter();
        try {
            reader.transferTo(text);
        } catch (IOException e) {
            throw new ScriptException(e);
        }
        return eval(text.toString(), context);
    }

    /// A variable of the session if the bindings have none of that name.
    @Override
    public @Nullable Object get(String key) {
        Object bound = super.get(key);
        return bound != null || session == null ? bound : session.variable(key);
    }

    @Override
    public Bindings createBindings() {
        return new SimpleBindings();
    }

    @Override
    public ScriptEngineFactory getFactory() {
        return factory;
    }

    private static @Nullable Object value(Session.Result result) throws ScriptException {
        Outcome outcome = result.outcome();
        ErrorRecord error = outcome.error();
        if (error != null) {
            Span span = error.origin().span();
            String file = span.source().name().isEmpty() ? "script" : span.source().name();
            throw new ScriptException(error.message(), file, span.line(), span.column());
        }
        if (outcome.cancelled()) {
            throw new ScriptException("the script was cancelled");
        }
        if (outcome.exited() && outcome.exitCode() != 0) {
            throw new ScriptException("the script ended with exit code " + outcome.exitCode());
        }
        List<@Nullable Object> output = result.output();
        return switch (output.size()) {
            case 0 -> null;
            case 1 -> output.getFirst();
            default -> new ArrayList<>(output);
        };
    }

    private Session session() {
        if (session == null) {
            Catalogue all = Catalogue.EMPTY;
            for (CatalogueProvider provider : ServiceLoader.load(CatalogueProvider.class)) {
                CatalogueProvider.Opened opened = provider.open();
                all = all.and(opened.catalogue());
                // JSR-223 has no close: what a script opened is released with the process.
                Runtime.getRuntime().addShutdownHook(new Thread(opened.close()));
            }
            session = Session.create(all, host, Surrounds.ofProcess());
        }
        return session;
    }
}

package dev.keyward.script;

import java.util.List;
import javax.script.ScriptEngine;
import javax.script.ScriptEngineFactory;

/// Finds the engine `keyward` for `new ScriptEngineManager().getEngineByName("keyward")` (JSR-223).
public final class KeywardEngineFactory implements ScriptEngineFactory {
    @Override
    public String getEngineName() {
        return "Keyward";
    }

    @Override
    public String getEngineVersion() {
        return getLanguageVersion();
    }

    @Override
    public List<String> getExtensions() {
        return List.of("ps1");
    }

    @Override
    public List<String> getMimeTypes() {
        return List.of("text/x-powershell");
    }

    @Override
    public List<String> getNames() {
        return List.of("keyward", "Keyward", "powershell");
    }

    @Override
    public String getLanguageName() {
        return "PowerShell";
    }

    /// The version of the language whose behaviour is followed.
    @Override
    public String getLanguageVersion() {
        return "7.6";
    }

    @Override
    public Object getParameter(String key) {
        return switch (key) {
            case ScriptEngine.ENGINE, ScriptEngine.NAME -> getEngineName();
            case ScriptEngine.ENGINE_VERSION, ScriptEngine.LANGUAGE_VERSION -> getLanguageVersion();
            case ScriptEngine.LANGUAGE -> getLanguageName();
            // One session has one runner; the API wants null for "not thread-safe", which this
            // answers by absence.
            default -> "";
        };
    }

    @Override
    public String getMethodCallSyntax(String object, String method, String... arguments) {
        return "$" + object + "." + method + "(" + String.join(", ", arguments) + ")";
    }

    @Override
    public String getOutputStatement(String text) {
        return "Write-Host '" + text.replace("'", "''") + "'";
    }

    @Override
    public String getProgram(String... statements) {
        return String.join("\n", statements);
    }

    @Override
    public ScriptEngine getScriptEngine() {
        return new KeywardEngine(this);
    }
}

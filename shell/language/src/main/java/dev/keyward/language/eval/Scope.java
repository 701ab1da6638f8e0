package dev.keyward.language.eval;

import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Variables, functions and aliases of one run of a script or function.
///
/// Names are looked up here, then in the parent, which is the caller's scope. Keys are lower case.
final class Scope {
    private final @Nullable Scope parent;
    private final Kind kind;
    private final Map<String, Variable> variables = new HashMap<>();
    private final Map<String, FunctionInfo> functions = new LinkedHashMap<>();
    private final Map<String, String> aliases = new LinkedHashMap<>();
    private @Nullable Integer strictness;

    /// What a scope belongs to.
    enum Kind {
        GLOBAL,
        MODULE,
        SCRIPT,
        LOCAL
    }

    private Scope(@Nullable Scope parent, Kind kind) {
        this.parent = parent;
        this.kind = kind;
    }

    static Scope global() {
        return new Scope(null, Kind.GLOBAL);
    }

    Scope child(Kind kind) {
        return new Scope(this, kind);
    }

    @Nullable Scope parent() {
        return parent;
    }

    Kind kind() {
        return kind;
    }

    /// How strictly code in this scope is checked, by the version that `Set-StrictMode` was given
    /// here or in the nearest scope around; 0 for not at all.
    int strictness() {
        for (Scope scope = this; scope != null; scope = scope.parent) {
            if (scope.strictness != null) {
                return scope.strictness;
            }
        }
        return 0;
    }

    void strictness(int version) {
        strictness = version;
    }

    Scope globalScope() {
        Scope scope = this;
        while (scope.parent != null) {
            scope = scope.parent;
        }
        return scope;
    }

    /// The scope of the running script file or module.
    Scope scriptScope() {
        Scope scope = this;
        while (scope.kind == Kind.LOCAL && scope.parent != null) {
            scope = scope.parent;
        }
        return scope;
    }

    @Nullable Variable find(String key) {
        for (Scope scope = this; scope != null; scope = scope.parent) {
            Variable variable = scope.variables.get(key);
            if (variable != null) {
                return variable;
            }
        }
        return null;
    }

    @Nullable Variable own(String key) {
        return variables.get(key);
    }

    /// Writes a variable of this scope, keeping its constraint if it's there.
    Variable set(String name, @Nullable Object value) {
        String key = key(name);
        Variable own = variables.get(key);
        if (own != null) {
            own.set(value);
            return own;
        }
        Variable made = new Variable(name, value);
        variables.put(key, made);
        return made;
    }

    /// Puts a new variable in the place of any that's there.
    void put(Variable variable) {
        variables.put(key(variable.name()), variable);
    }

    boolean remove(String name) {
        return variables.remove(key(name)) != null;
    }

    Collection<Variable> variables() {
        return variables.values();
    }

    /// All variables seen from here, by name.
    Map<String, Variable> visible() {
        Map<String, Variable> all = new TreeMap<>();
        for (Scope scope = this; scope != null; scope = scope.parent) {
            scope.variables.forEach(all::putIfAbsent);
        }
        return all;
    }

    Optional<FunctionInfo> function(String name) {
        String key = key(name);
        for (Scope scope = this; scope != null; scope = scope.parent) {
            FunctionInfo function = scope.functions.get(key);
            if (function != null) {
                return Optional.of(function);
            }
        }
        return Optional.empty();
    }

    void define(FunctionInfo function) {
        functions.put(key(function.name()), function);
    }

    boolean removeFunction(String name) {
        String key = key(name);
        for (Scope scope = this; scope != null; scope = scope.parent) {
            if (scope.functions.remove(key) != null) {
                return true;
            }
        }
        return false;
    }

    Map<String, FunctionInfo> ownFunctions() {
        return functions;
    }

    Map<String, FunctionInfo> visibleFunctions() {
        Map<String, FunctionInfo> all = new TreeMap<>();
        for (Scope scope = this; scope != null; scope = scope.parent) {
            scope.functions.forEach(all::putIfAbsent);
        }
        return all;
    }

    Optional<String> alias(String name) {
        String key = key(name);
        for (Scope scope = this; scope != null; scope = scope.parent) {
            String target = scope.aliases.get(key);
            if (target != null) {
                return Optional.of(target);
            }
        }
        return Optional.empty();
    }

    void alias(String name, String target) {
        aliases.put(key(name), target);
    }

    boolean removeAlias(String name) {
        String key = key(name);
        for (Scope scope = this; scope != null; scope = scope.parent) {
            if (scope.aliases.remove(key) != null) {
                return true;
            }
        }
        return false;
    }

    Map<String, String> visibleAliases() {
        Map<String, String> all = new TreeMap<>();
        for (Scope scope = this; scope != null; scope = scope.parent) {
            scope.aliases.forEach(all::putIfAbsent);
        }
        return all;
    }

    static String key(String name) {
        return name.toLowerCase(Locale.ROOT);
    }
}

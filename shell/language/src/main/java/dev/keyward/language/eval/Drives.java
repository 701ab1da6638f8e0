package dev.keyward.language.eval;

import dev.keyward.cmdlet.CmdletError;
import dev.keyward.cmdlet.Drive;
import dev.keyward.cmdlet.ErrorCategory;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The drives of a session that aren't folders.
final class Drives {
    private Drives() {}

    static Map<String, Drive> of(Evaluator evaluator) {
        return Map.of(
                "env", new Environment(evaluator),
                "variable", new VariableDrive(evaluator),
                "function", new FunctionDrive(evaluator),
                "alias", new AliasDrive(evaluator));
    }

    private record Environment(Evaluator evaluator) implements Drive {
        private Map<String, String> all() {
            return evaluator.session().environment();
        }

        @Override
        public String name() {
            return "Env";
        }

        @Override
        public List<String> names() {
            return List.copyOf(all().keySet());
        }

        @Override
        public boolean has(String name) {
            return all().containsKey(name);
        }

        @Override
        public @Nullable Object get(String name) {
            return all().get(name);
        }

        /// Null and empty text take the item away.
        @Override
        public void set(String name, @Nullable Object value) {
            String text = evaluator.values().text().of(value);
            if (text.isEmpty()) {
                all().remove(name);
            } else {
                all().put(name, text);
            }
        }

        @Override
        public boolean remove(String name) {
            return all().remove(name) != null;
        }
    }

    private record VariableDrive(Evaluator evaluator) implements Drive {
        @Override
        public String name() {
            return "Variable";
        }

        @Override
        public List<String> names() {
            return evaluator.scope().visible().values().stream().map(Variable::name).toList();
        }

        @Override
        public boolean has(String name) {
            return evaluator.variables().isKnown(name);
        }

        @Override
        public @Nullable Object get(String name) {
            return evaluator.variables().value(name);
        }

        @Override
        public void set(String name, @Nullable Object value) {
            evaluator.scope().set(name, value);
        }

        @Override
        public boolean remove(String name) {
            for (Scope scope = evaluator.scope(); scope != null; scope = scope.parent()) {
                if (scope.remove(name)) {
                    return true;
                }
            }
            return false;
        }
    }

    private record FunctionDrive(Evaluator evaluator) implements Drive {
        @Override
        public String name() {
            return "Function";
        }

        @Override
        public List<String> names() {
            return evaluator.scope().visibleFunctions().values().stream()
                    .map(FunctionInfo::name)
                    .toList();
        }

        @Override
        public boolean has(String name) {
            return evaluator.scope().function(name).isPresent();
        }

        @Override
        public @Nullable Object get(String name) {
            return evaluator
                    .scope()
                    .function(name)
                    .map(function -> new BlockValue(function.body(), function.home()))
                    .orElse(null);
        }

        @Override
        public void set(String name, @Nullable Object value) {
            if (!(value instanceof BlockValue block)) {
                throw CmdletError.of(
                        "A function is made from a script block.",
                        "ScriptBlockRequired",
                        ErrorCategory.InvalidArgument);
            }
            evaluator.scope().define(new FunctionInfo(name, block.body(), false, block.home()));
        }

        @Override
        public boolean remove(String name) {
            return evaluator.scope().removeFunction(name);
        }
    }

    private record AliasDrive(Evaluator evaluator) implements Drive {
        @Override
        public String name() {
            return "Alias";
        }

        @Override
        public List<String> names() {
            return List.copyOf(evaluator.commands().aliases().keySet());
        }

        @Override
        public boolean has(String name) {
            return evaluator.commands().alias(name).isPresent();
        }

        @Override
        public @Nullable Object get(String name) {
            return evaluator.commands().alias(name).orElse(null);
        }

        @Override
        public void set(String name, @Nullable Object value) {
            evaluator.scope().alias(name, evaluator.values().text().of(value));
        }

        @Override
        public boolean remove(String name) {
            return evaluator.scope().removeAlias(name);
        }
    }
}

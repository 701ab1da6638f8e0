package dev.keyward.script;

import dev.keyward.language.Session;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.NullUnmarked;
import org.jspecify.annotations.Nullable;

/// The shell as a Java or script program sees it: the variable `keyward` in JShell cells, `.jsh`
/// files and scripts of other engines.
///
/// ```java
/// var vaults = keyward.run("Get-Vault");
/// keyward.set("name", "Vault01");
/// ```
public final class ShellBridge {
    private final Session session;

    public ShellBridge(Session session) {
        this.session = session;
    }

    /// Runs text in the shell's session and gives its output, in which null may be.
    ///
    /// @throws IllegalStateException with the error's message if the text ended with one
    // Unmarked, since JShell doesn't compile a variable whose type is annotated inside.
    @NullUnmarked
    public List<Object> run(String text) {
        Session.Result result = session.evaluateWithin(text);
        if (result.outcome().error() != null) {
            throw new IllegalStateException(result.outcome().error().message());
        }
        return new ArrayList<>(result.output());
    }

    /// A variable of the shell, null if there's none.
    public @Nullable Object get(String name) {
        return session.variable(name);
    }

    public void set(String name, @Nullable Object value) {
        session.variable(name, value);
    }
}

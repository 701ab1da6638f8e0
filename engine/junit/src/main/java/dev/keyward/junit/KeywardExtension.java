package dev.keyward.junit;

import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ExtensionContext.Store;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/// Gives a test a vault of its own.
///
/// ```java
/// @ExtendWith(KeywardExtension.class)
/// class PaymentTest {
///     @Test
///     void readsItsPassword(TestVault vault) {
///         vault.client().secrets()...
///     }
/// }
/// ```
///
/// A test class has one vault: its methods, constructor, nested classes and callbacks all get the
/// same. Registered on a method, the vault is that method's. It ends with what it was made for.
public final class KeywardExtension
        implements BeforeAllCallback, BeforeEachCallback, ParameterResolver {
    private static final Namespace NAMESPACE = Namespace.create(KeywardExtension.class);

    @Override
    public void beforeAll(ExtensionContext context) {
        vault(context);
    }

    @Override
    public void beforeEach(ExtensionContext context) {
        vault(context);
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == TestVault.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return vault(context);
    }

    /// The vault of the nearest enclosing context that has one, else a new one.
    private static TestVault vault(ExtensionContext context) {
        Store store = context.getStore(NAMESPACE);
        return store.computeIfAbsent(TestVault.class, _ -> TestVault.start(), TestVault.class);
    }
}

package dev.keyward.junit;

import java.util.Objects;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/// Gives a test a vault of its own.
///
/// ```java
/// @ExtendWith(KeywardExtension.class)
/// class PaymentTest {
///     @Test
///     void readsItsPassword(TestVault vault, SecretClient secrets) {
///         secrets.setSecret("payment-password", "correct horse");
///         new Payment(vault.environment())...
///     }
/// }
/// ```
///
/// A parameter may be a [TestVault], a [dev.keyward.client.VaultClient], or, where the Azure SDK is
/// on the class path ([AzureClients]), a `SecretClient`, `KeyClient` or `CertificateClient`.
///
/// A test class has one vault: its methods, constructor, nested classes and callbacks all get the
/// same. Registered on a method, the vault is that method's. It ends with what it was made for.
///
/// Runs with JUnit 5.9 and later and with JUnit 6.
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
        return Handout.forType(parameter.getParameter().getType()).isPresent();
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return Handout.forType(parameter.getParameter().getType()).orElseThrow().of(vault(context));
    }

    /// The vault of the nearest enclosing context that has one, else a new one.
    // These two names are in JUnit 5, which Spring Boot 3 still brings, and in JUnit 6.
    @SuppressWarnings("deprecation")
    private static TestVault vault(ExtensionContext context) {
        Held held =
                context.getStore(NAMESPACE)
                        .getOrComputeIfAbsent(
                                Held.class, _ -> new Held(TestVault.start()), Held.class);
        return Objects.requireNonNull(held).vault();
    }

    /// Closed by JUnit when the context ends.
    @SuppressWarnings("deprecation")
    private record Held(TestVault vault) implements ExtensionContext.Store.CloseableResource {
        @Override
        public void close() {
            vault.close();
        }
    }
}

package dev.keyward.cmdlet.vault.signin;

import dev.keyward.client.signin.Credential;
import dev.keyward.model.SecretBytes;
import java.net.URI;
import java.time.InstantSource;
import java.util.function.Supplier;

/// Makes an application's assertions by a certificate, and knows where that is found again. Safe
/// for use by several threads.
public final class CertificateAssertions implements Credential.AssertionSource {
    private final Sign sign;
    private final InstantSource clock;
    private final Supplier<ClientCertificate> certificate;

    /// What is needed to find the certificate again and to sign by it.
    ///
    /// @param clientId of the application
    public record Sign(String clientId, Origin origin, ClientCertificate.Shown shown) {}

    /// Where a certificate comes from.
    public sealed interface Origin {
        /// @param path absolute
        record OfFile(String path) implements Origin {}

        /// @param thumbprint in the [PersonalStore]
        record OfStore(String thumbprint) implements Origin {}
    }

    /// @param certificate asked for each time, so it should remember
    public CertificateAssertions(
            Sign sign, InstantSource clock, Supplier<ClientCertificate> certificate) {
        this.sign = sign;
        this.clock = clock;
        this.certificate = certificate;
    }

    public Sign sign() {
        return sign;
    }

    @Override
    public SecretBytes assertion(URI tokenEndpoint) {
        return certificate
                .get()
                .assertion(sign.clientId, tokenEndpoint, sign.shown, clock.instant());
    }
}

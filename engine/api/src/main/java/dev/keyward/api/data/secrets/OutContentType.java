package dev.keyward.api.data.secrets;

import dev.keyward.api.data.objects.ApiVersion;
import dev.keyward.api.exchange.Exchange;
import dev.keyward.crypto.certificates.CertificateFile;
import dev.keyward.model.SecretAccess;
import dev.keyward.model.SecretBytes;
import dev.keyward.model.VaultError;
import dev.keyward.model.VaultException;
import dev.keyward.model.certificates.SecretFormat;
import dev.keyward.vault.secrets.Secret;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/// The form in which the secret of a certificate is wanted: the query parameter `outContentType`
/// (data-plane-secrets.md, section 4). PFX becomes PEM; nothing else is turned into anything.
/// Secrets that belong to no certificate are given as they are.
final class OutContentType {
    private static final String NAME = "outContentType";

    private OutContentType() {}

    /// As the caller wrote it; null where there is none, or the caller's version doesn't know it.
    static @Nullable String of(Exchange exchange) {
        return ApiVersion.V2025_06_01_PREVIEW.isKnownTo(exchange)
                ? exchange.query().get(NAME).filter(text -> !text.isEmpty()).orElse(null)
                : null;
    }

    /// @throws VaultException with `BadParameter` if it is no form of a certificate's secret
    static @Nullable SecretFormat parse(Exchange exchange) {
        String text = of(exchange);
        return text == null
                ? null
                : SecretFormat.parse(text)
                        .orElseThrow(
                                () -> refused("application/x-pem-file or application/x-pkcs12"));
    }

    /// Whether the secret is in another form than is wanted.
    static boolean isOther(SecretFormat wanted, Secret secret) {
        return secret.managed() && !wanted.contentType().equalsIgnoreCase(secret.contentType());
    }

    /// A secret that [#isOther] in the form that is wanted. The caller wipes its value.
    ///
    /// @throws VaultException with `BadParameter` if PEM is wanted as PFX
    static Secret in(SecretFormat wanted, Secret secret) {
        return switch (wanted) {
            case PEM ->
                    new Secret(
                            secret.name(),
                            secret.version(),
                            secret.attributes(),
                            pem(secret.value()),
                            wanted.contentType(),
                            secret.tags(),
                            secret.previous(),
                            true,
                            secret.deletion());
            case PKCS12 ->
                    throw refused(
                            "application/x-pem-file, which this certificate is in; PEM isn't"
                                    + " turned into PFX");
        };
    }

    private static SecretBytes pem(SecretBytes base64) {
        SecretBytes pfx =
                base64.use(
                        SecretAccess.request(),
                        bytes -> SecretBytes.adopt(Base64.getDecoder().decode(bytes)));
        try (pfx) {
            return CertificateFile.pemOf(pfx);
        }
    }

    private static VaultException refused(String mustBe) {
        return new VaultException(new VaultError.BadParameter(NAME, mustBe));
    }
}

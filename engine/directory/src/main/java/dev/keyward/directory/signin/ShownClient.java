package dev.keyward.directory.signin;

import dev.keyward.directory.tokens.TokenSubject;
import dev.keyward.model.CertificateThumbprint;
import dev.keyward.model.TenantId;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A client that asks for tokens, and how it proved that it is that one.
///
/// @param tenant that it asks in
/// @param id its application id
/// @param credential null for a public client, which has none
/// @param kind of the credential; null with it
/// @param certificate that its tokens are bound to; null where they are good for whoever has them
public record ShownClient(
        TenantId tenant,
        UUID id,
        @Nullable ShownCredential credential,
        TokenSubject.Proof.@Nullable Kind kind,
        @Nullable CertificateThumbprint certificate) {
    /// Whose tokens are bound to nothing.
    public ShownClient(
            TenantId tenant,
            UUID id,
            @Nullable ShownCredential credential,
            TokenSubject.Proof.@Nullable Kind kind) {
        this(tenant, id, credential, kind, null);
    }

    /// The same client, whose tokens are good only with the certificate.
    ///
    /// @param proven by the connection that it asks over
    public ShownClient boundTo(CertificateThumbprint proven) {
        return new ShownClient(tenant, id, credential, kind, proven);
    }

    static ShownClient proven(
            TenantId tenant, UUID id, ShownCredential credential, TokenSubject.Proof.Kind kind) {
        return new ShownClient(tenant, id, credential, kind);
    }

    /// What its refresh tokens are bound to; null where it shows a credential with each.
    @Nullable CertificateThumbprint refreshedWith() {
        return credential == null ? certificate : null;
    }

    TokenSubject.@Nullable Proof proof() {
        return credential == null || kind == null
                ? null
                : new TokenSubject.Proof(credential.keyId(), kind);
    }
}

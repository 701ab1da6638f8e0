package dev.keyward.directory.signin;

import dev.keyward.directory.tokens.TokenSubject;
import dev.keyward.model.TenantId;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A client that asks for tokens, and how it proved that it is that one.
///
/// @param tenant that it asks in
/// @param id its application id
/// @param credential null for a public client, which has none
/// @param kind of the credential; null with it
public record ShownClient(
        TenantId tenant,
        UUID id,
        @Nullable ShownCredential credential,
        TokenSubject.Proof.@Nullable Kind kind) {
    static ShownClient proven(
            TenantId tenant, UUID id, ShownCredential credential, TokenSubject.Proof.Kind kind) {
        return new ShownClient(tenant, id, credential, kind);
    }

    TokenSubject.@Nullable Proof proof() {
        return credential == null || kind == null
                ? null
                : new TokenSubject.Proof(credential.keyId(), kind);
    }
}

package dev.keyward.client;

import dev.keyward.client.objects.CertificateCalls;
import dev.keyward.client.objects.KeyCalls;
import dev.keyward.client.objects.SecretCalls;
import dev.keyward.client.rest.Rest;
import dev.keyward.client.rest.VaultUris;
import dev.keyward.client.signin.SignedIn;
import java.net.URI;

/// One vault's data plane. Safe for use by several threads.
public final class VaultClient {
    private final KeyCalls keys;
    private final SecretCalls secrets;
    private final CertificateCalls certificates;

    /// @param audience whom the tokens are for, the vault endpoints' common resource
    /// @param vault the vault's own URI, as its `vaultUri` property says
    public VaultClient(SignedIn account, String audience, URI vault) {
        Rest rest = account.rest(audience);
        VaultUris uris = new VaultUris(vault);
        this.keys = new KeyCalls(rest, uris);
        this.secrets = new SecretCalls(rest, uris);
        this.certificates = new CertificateCalls(rest, uris);
    }

    public KeyCalls keys() {
        return keys;
    }

    public SecretCalls secrets() {
        return secrets;
    }

    public CertificateCalls certificates() {
        return certificates;
    }
}

package dev.keyward.client.management;

import dev.keyward.client.rest.ArmUris;
import dev.keyward.client.rest.Rest;
import dev.keyward.wire.arm.ConsentResource;
import java.net.URI;

/// The consent of the caller's directory to the deployment, which its administrators give and
/// withdraw. Every call throws a
/// [VaultCallException][dev.keyward.client.transport.VaultCallException] if it's refused.
public final class ConsentCalls {
    private final Rest rest;
    private final URI uri;

    ConsentCalls(Rest rest, ArmUris uris) {
        this.rest = rest;
        this.uri = uris.of("/providers/Keyward.Directory/consent", ArmUris.AUDIT);
    }

    public ConsentResource get() {
        return rest.get(uri, ConsentResource::read);
    }

    public ConsentResource give() {
        return rest.send("PUT", uri, null, ConsentResource::read);
    }

    public void withdraw() {
        rest.send("DELETE", uri);
    }
}

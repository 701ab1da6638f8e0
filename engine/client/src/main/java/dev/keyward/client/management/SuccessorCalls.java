package dev.keyward.client.management;

import dev.keyward.client.rest.ArmUris;
import dev.keyward.client.rest.Rest;
import dev.keyward.wire.arm.SuccessorResource;
import java.net.URI;
import java.util.Optional;

/// Who may succeed the owners of a subscription when they can't be reached. Every call throws a
/// [VaultCallException][dev.keyward.client.transport.VaultCallException] if it's refused.
public final class SuccessorCalls {
    private final Rest rest;
    private final ArmUris uris;
    private final String path;

    /// @param base path of the subscription
    SuccessorCalls(Rest rest, ArmUris uris, String base) {
        this.rest = rest;
        this.uris = uris;
        this.path = base + "/providers/Keyward.Recovery/successor";
    }

    public Optional<SuccessorResource> find() {
        return rest.find(uri(""), SuccessorResource::read);
    }

    /// Names a user of the subscription's directory, in place of whom was named before.
    public SuccessorResource name(String user) {
        return rest.send(
                "PUT",
                uri(""),
                new SuccessorResource(user, null, null, null, null),
                SuccessorResource::read);
    }

    /// Nobody is named then; nothing happens if nobody was.
    public void remove() {
        rest.send("DELETE", uri(""));
    }

    /// Asks to succeed, as the user who is named.
    public SuccessorResource ask() {
        return rest.send("POST", uri("/ask"), null, SuccessorResource::read);
    }

    private URI uri(String action) {
        return uris.of(path + action, ArmUris.AUDIT);
    }
}

package dev.keyward.client.rest;

import dev.keyward.wire.JsonReader;
import dev.keyward.wire.WireBody;
import java.net.URI;
import java.util.Optional;
import java.util.function.Function;

/// Resources of one kind below one path, each by its name, which are sent in the form they are
/// answered in. Every call throws a
/// [VaultCallException][dev.keyward.client.transport.VaultCallException] if it's refused.
public final class Named<T extends WireBody> {
    private final Rest rest;
    private final ArmUris uris;
    private final String path;
    private final String apiVersion;
    private final Function<JsonReader, T> read;

    /// @param path already encoded, without a slash at the end
    public Named(
            Rest rest, ArmUris uris, String path, String apiVersion, Function<JsonReader, T> read) {
        this.rest = rest;
        this.uris = uris;
        this.path = path;
        this.apiVersion = apiVersion;
        this.read = read;
    }

    public Paged<T> list() {
        return new Paged<>(rest, uris.of(path, apiVersion), read);
    }

    /// Those for which an OData condition holds.
    public Paged<T> matching(String filter) {
        return new Paged<>(rest, uris.filtered(path, filter, apiVersion), read);
    }

    public Optional<T> find(String name) {
        return rest.find(one(name), read);
    }

    /// Makes it, or replaces what is there of that name.
    public T put(String name, T wanted) {
        return rest.send("PUT", one(name), wanted, read);
    }

    /// Nothing happens if it isn't there.
    public void delete(String name) {
        rest.send("DELETE", one(name));
    }

    private URI one(String name) {
        return uris.of(path + "/" + VaultUris.encode(name), apiVersion);
    }
}

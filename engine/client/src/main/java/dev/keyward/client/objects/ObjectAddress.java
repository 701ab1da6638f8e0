package dev.keyward.client.objects;

import dev.keyward.client.transport.CallFailure;
import dev.keyward.client.transport.VaultCallException;
import dev.keyward.wire.ObjectBody;
import java.net.URI;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The parts of an object's id, `https://{vault host}/{collection}/{name}[/{version}]`.
///
/// @param vault the vault's base URI, without a path
/// @param collection such as `secrets` or `deletedkeys`
public record ObjectAddress(URI vault, String collection, String name, @Nullable String version) {
    /// @return nothing if the text has another shape
    public static Optional<ObjectAddress> parse(String id) {
        URI uri;
        try {
            uri = URI.create(id);
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
        if (uri.getRawAuthority() == null || uri.getScheme() == null || uri.getPath() == null) {
            return Optional.empty();
        }
        String[] parts = uri.getPath().split("/", -1);
        if (parts.length < 3 || parts.length > 5 || parts[1].isEmpty() || parts[2].isEmpty()) {
            return Optional.empty();
        }
        String version = parts.length > 3 && !parts[3].isEmpty() ? parts[3] : null;
        return Optional.of(
                new ObjectAddress(
                        URI.create(uri.getScheme() + "://" + uri.getRawAuthority()),
                        parts[1],
                        parts[2],
                        version));
    }

    /// The parts of an answered object's id.
    ///
    /// @throws VaultCallException if the service's id has no such shape
    public static ObjectAddress of(ObjectBody object) {
        return parse(object.id())
                .orElseThrow(() ->
                        new VaultCallException(
                                200, new CallFailure.BadAnswer(), "the answer has a bad id", null));
    }

    /// The vault's name: the first label of its host.
    public String vaultName() {
        String host = vault.getHost() == null ? "" : vault.getHost();
        int dot = host.indexOf('.');
        return dot < 0 ? host : host.substring(0, dot);
    }
}

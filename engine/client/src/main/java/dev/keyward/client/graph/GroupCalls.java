package dev.keyward.client.graph;

import dev.keyward.client.rest.Paged;
import dev.keyward.client.rest.Rest;
import dev.keyward.client.rest.VaultUris;
import dev.keyward.wire.graph.SimpleParameters;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/// Who belongs to the groups of a directory. Every call throws a
/// [VaultCallException][dev.keyward.client.transport.VaultCallException] if it's refused.
public final class GroupCalls {
    private final Rest rest;
    private final Function<String, URI> uri;

    /// @param uri of a path in the directory
    GroupCalls(Rest rest, Function<String, URI> uri) {
        this.rest = rest;
        this.uri = uri;
    }

    /// Direct members of any kind.
    public Paged<DirectoryEntry> members(String group) {
        return new Paged<>(rest, uri.apply(path(group) + "/members"), DirectoryEntry::read);
    }

    public void add(String group, String member) {
        URI object = uri.apply("directoryObjects/" + VaultUris.encode(member));
        // The member is named by a URL; what is asked of it doesn't belong there.
        String url = object.toString().replaceAll("\\?.*$", "");
        rest.send(
                "POST",
                uri.apply(path(group) + "/$links/members"),
                new SimpleParameters(Map.of("url", url), List.of(), null, null));
    }

    public void remove(String group, String member) {
        rest.send("DELETE", uri.apply(path(group) + "/$links/members/" + VaultUris.encode(member)));
    }

    private static String path(String group) {
        return "groups/" + VaultUris.encode(group);
    }
}

package dev.keyward.api;

import dev.keyward.directory.tokens.ResourceServer;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/// What access tokens are signed with: RS256 as Entra's are, but ES256 for the resource servers
/// that want it. Id tokens are always signed with RS256.
public record TokenSigning(Set<ResourceServer> es256) {
    public static final TokenSigning RS256 = new TokenSigning(Set.of());

    /// For all: keys are made at once, where an RSA key takes up to a second.
    public static final TokenSigning ES256 = new TokenSigning(Set.of(ResourceServer.values()));

    /// The resource servers as settings name them: `vault`, `management`, `admin`, `graph`.
    public static final List<String> SERVERS =
            Arrays.stream(ResourceServer.values()).map(TokenSigning::word).toList();

    public TokenSigning {
        es256 = Set.copyOf(es256);
    }

    /// @param servers of [#SERVERS], which want ES256
    public static TokenSigning es256(Collection<String> servers) {
        return new TokenSigning(
                Arrays.stream(ResourceServer.values())
                        .filter(server -> servers.contains(word(server)))
                        .collect(Collectors.toSet()));
    }

    private static String word(ResourceServer server) {
        return server.name().toLowerCase(Locale.ROOT);
    }
}

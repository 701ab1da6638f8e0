package dev.keyward.server;

import dev.keyward.api.identity.IdentityEndpoint;
import dev.keyward.model.Guids;
import dev.keyward.model.SecretBytes;
import dev.keyward.model.TenantId;
import dev.keyward.server.http.LocalPlace;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.nio.file.attribute.UserPrincipal;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// One endpoint that gives workloads on this machine tokens, of those that the settings name.
///
/// | name | meaning |
/// |---|---|
/// | `identity.endpoints` | names of endpoints, by commas; the others are of one of them |
/// | `identity.NAME.port`, `identity.NAME.socket` | port of the loopback address, or path of a Unix socket: one of them |
/// | `identity.NAME.users` | of a socket: users, by name or number, who may ask |
/// | `identity.NAME.headerFile` | file with the secret of `X-IDENTITY-HEADER`: the shape of App Service; without it that of IMDS |
/// | `identity.NAME.tenant` | id of the directory tenant, if not the first |
/// | `identity.NAME.clients` | client ids, by commas, each perhaps with `=` and an ARM id |
record IdentitySettings(LocalPlace place, IdentityEndpoint endpoint) {
    private static final String ENDPOINTS = "identity.endpoints";
    private static final String PREFIX = "identity.";
    private static final String ANY = "NAME";
    private static final String PORT = "port";
    private static final String SOCKET = "socket";
    private static final String USERS = "users";
    private static final String HEADER = "headerFile";
    private static final String TENANT = "tenant";
    private static final String CLIENTS = "clients";
    private static final int MOST = 32;
    private static final int LONGEST_RESOURCE_ID = 256;

    /// The longest path of a Unix socket (unix(7)), in bytes.
    private static final int LONGEST_PATH = 107;

    /// Shorter ones can be guessed.
    private static final int SHORTEST_HEADER = 16;

    static final Set<String> NAMES =
            Stream.concat(
                            Stream.of(ENDPOINTS),
                            Stream.of(PORT, SOCKET, USERS, HEADER, TENANT, CLIENTS)
                                    .map(part -> PREFIX + ANY + "." + part))
                    .collect(Collectors.toUnmodifiableSet());

    /// The name by which [#NAMES] has a setting.
    static String general(String name) {
        return name.replaceFirst("^identity\\.[a-z0-9-]+\\.", PREFIX + ANY + ".");
    }

    /// @return empty where none is named, so that nobody listens
    static List<IdentitySettings> read(SettingsFile in) {
        List<String> names = in.setting(ENDPOINTS, "").list();
        if (names.size() > MOST
                || new HashSet<>(names).size() < names.size()
                || !names.stream().allMatch(name -> name.matches("[a-z0-9-]{1,40}"))) {
            throw in.wrong(
                    ENDPOINTS,
                    "no list of at most "
                            + MOST
                            + " names, each once, of small letters, digits and hyphens");
        }
        for (String setting : new TreeSet<>(in.properties().stringPropertyNames())) {
            if (setting.startsWith(PREFIX)
                    && !setting.equals(ENDPOINTS)
                    && names.stream().noneMatch(name -> setting.startsWith(PREFIX + name + "."))) {
                throw in.wrong(setting, "of an endpoint that " + ENDPOINTS + " doesn't name");
            }
        }
        return names.stream().map(name -> one(in, name)).toList();
    }

    private static IdentitySettings one(SettingsFile in, String name) {
        String prefix = PREFIX + name + ".";
        return new IdentitySettings(
                place(in, prefix),
                new IdentityEndpoint(
                        name, header(in, prefix), tenant(in, prefix), identities(in, prefix)));
    }

    private static LocalPlace place(SettingsFile in, String prefix) {
        int port = in.port(prefix + PORT, 0);
        Path socket = in.path(prefix + SOCKET);
        if ((port == 0) == (socket == null)) {
            throw in.wrong(
                    prefix + PORT, "needed, or " + prefix + SOCKET + " in its place; not both");
        }
        if (socket == null) {
            in.refuse(Set.of(prefix + USERS), prefix + SOCKET);
            return new LocalPlace.Port(port);
        }
        if (socket.toString().getBytes(StandardCharsets.UTF_8).length > LONGEST_PATH) {
            throw in.wrong(prefix + SOCKET, "longer than " + LONGEST_PATH + " bytes");
        }
        return new LocalPlace.UnixSocket(
                socket,
                in.setting(prefix + USERS, "").list().stream()
                        .map(user -> user(in, prefix + USERS, user))
                        .collect(Collectors.toSet()));
    }

    private static UserPrincipal user(SettingsFile in, String setting, String name) {
        try {
            return FileSystems.getDefault()
                    .getUserPrincipalLookupService()
                    .lookupPrincipalByName(name);
        } catch (IOException | UnsupportedOperationException unknown) {
            throw in.wrong(setting, "no list of users of this machine: " + name);
        }
    }

    private static @Nullable SecretBytes header(SettingsFile in, String prefix) {
        if (in.optional(prefix + HEADER) == null) {
            return null;
        }
        SecretBytes header = in.secret(prefix + HEADER, prefix + HEADER);
        if (header.length() < SHORTEST_HEADER) {
            header.close();
            throw in.wrong(
                    prefix + HEADER,
                    "a file with a secret shorter than " + SHORTEST_HEADER + " bytes");
        }
        return header;
    }

    private static @Nullable TenantId tenant(SettingsFile in, String prefix) {
        String id = in.optional(prefix + TENANT);
        return id == null ? null : new TenantId(guid(in, prefix + TENANT, id));
    }

    private static List<IdentityEndpoint.Identity> identities(SettingsFile in, String prefix) {
        return in.setting(prefix + CLIENTS, "").list().stream()
                .map(each -> identity(in, prefix + CLIENTS, each))
                .toList();
    }

    private static IdentityEndpoint.Identity identity(
            SettingsFile in, String setting, String text) {
        int equals = text.indexOf('=');
        String resourceId = equals < 0 ? null : text.substring(equals + 1).strip();
        if (resourceId != null
                && (!resourceId.startsWith("/subscriptions/")
                        || resourceId.length() > LONGEST_RESOURCE_ID)) {
            throw in.wrong(
                    setting,
                    "no list of client ids, each perhaps with = and an ARM id of at most "
                            + LONGEST_RESOURCE_ID
                            + " characters that begins with /subscriptions/");
        }
        return new IdentityEndpoint.Identity(
                guid(in, setting, equals < 0 ? text : text.substring(0, equals).strip()),
                resourceId);
    }

    private static UUID guid(SettingsFile in, String setting, String text) {
        if (!Guids.isGuid(text)) {
            throw in.wrong(setting, "no GUID, such as 00000000-0000-0000-0000-000000000000");
        }
        return UUID.fromString(text);
    }
}

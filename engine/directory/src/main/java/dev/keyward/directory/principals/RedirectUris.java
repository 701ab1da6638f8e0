package dev.keyward.directory.principals;

import dev.keyward.crypto.encoding.CanonicalReader;
import dev.keyward.crypto.encoding.CanonicalWriter;
import dev.keyward.model.SecretBytes;
import dev.keyward.model.VaultError;
import dev.keyward.model.VaultException;
import dev.keyward.records.entities.EntityKind;
import dev.keyward.records.entities.Parent;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Where people may be sent back to who sign in to an application, and whether it is one that can
/// keep no secret: what Graph has as `web`, `spa`, `publicClient` and `isFallbackPublicClient`.
///
/// @param appId of the application
/// @param web of a program on a server, which has a credential
/// @param spa of a program in a browser, which has none
/// @param publicClient of a program on the person's machine, which has none
/// @param fallbackPublic whether it needs no credential where no URI says what it is
public record RedirectUris(
        UUID appId,
        List<String> web,
        List<String> spa,
        List<String> publicClient,
        boolean fallbackPublic) {
    static final EntityKind<RedirectUris> KIND = new Kind();

    /// As Entra has it.
    private static final int MOST = 256;

    private static final int LONGEST = 256;

    /// @throws VaultException with `BadParameter`
    public RedirectUris {
        web = checked("web.redirectUris", web);
        spa = checked("spa.redirectUris", spa);
        publicClient = checked("publicClient.redirectUris", publicClient);
        List<String> all = Stream.of(web, spa, publicClient).flatMap(List::stream).toList();
        refuseUnless(all.size() <= MOST, "redirectUris", "at most 256");
        refuseUnless(
                new HashSet<>(all).size() == all.size(),
                "redirectUris",
                "each there once, under one of web, spa and publicClient");
    }

    /// Of an application that nobody signs in to.
    public static RedirectUris none(UUID appId) {
        return new RedirectUris(appId, List.of(), List.of(), List.of(), false);
    }

    /// What kind of program waits at a URI.
    public enum Platform {
        WEB,
        SPA,
        PUBLIC
    }

    /// Compared letter by letter; of programs on the person's machine any port of it is the same.
    ///
    /// @return empty if it isn't registered
    public Optional<Platform> platformOf(RedirectUri uri) {
        String text = uri.toString();
        if (web.contains(text)) {
            return Optional.of(Platform.WEB);
        }
        if (spa.contains(text)) {
            return Optional.of(Platform.SPA);
        }
        return publicClient.contains(text)
                        || publicClient.stream()
                                .flatMap(known -> RedirectUri.parse(known).stream())
                                .anyMatch(known -> known.isSameButPort(uri))
                ? Optional.of(Platform.PUBLIC)
                : Optional.empty();
    }

    /// Whether people may sign in through it without its showing a credential. One that is both on
    /// a server and on machines has to say so.
    public boolean isPublic() {
        return fallbackPublic || web.isEmpty() && !(spa.isEmpty() && publicClient.isEmpty());
    }

    private static List<String> checked(String parameter, List<String> uris) {
        uris.forEach(uri ->
                refuseUnless(
                        uri.length() <= LONGEST && RedirectUri.parse(uri).isPresent(),
                        parameter,
                        "https URLs of at most 256 characters, or http ones of localhost,"
                                + " 127.0.0.1 or [::1], without user name and fragment"));
        return List.copyOf(uris);
    }

    private static void refuseUnless(boolean fact, String parameter, String mustBe) {
        if (!fact) {
            throw new VaultException(new VaultError.BadParameter(parameter, mustBe));
        }
    }

    private static final class Kind implements EntityKind<RedirectUris> {
        @Override
        public String word() {
            return "redirect-uris";
        }

        @Override
        public String key(RedirectUris uris) {
            return uris.appId.toString();
        }

        @Override
        public byte[] clear(RedirectUris uris) {
            return CanonicalWriter.of(word(), 1)
                    .uuid(uris.appId)
                    .texts(uris.web)
                    .texts(uris.spa)
                    .texts(uris.publicClient)
                    .flag(uris.fallbackPublic)
                    .toBytes();
        }

        @Override
        public RedirectUris read(CanonicalReader in, @Nullable SecretBytes sealed) {
            in.expectFormat(1);
            return new RedirectUris(in.uuid(), in.texts(), in.texts(), in.texts(), in.flag());
        }

        @Override
        public Optional<Parent<RedirectUris>> parent() {
            return Optional.of(new Parent<>("application", uris -> uris.appId.toString()));
        }
    }
}

package dev.keyward.wire.graph;

import dev.keyward.wire.JsonReader;
import dev.keyward.wire.JsonWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// How people sign in to an application: where they are sent back to, and whether it can keep a
/// secret. Null for what isn't said.
///
/// Microsoft Graph parts the URIs by what waits there (`web`, `spa`, `publicClient`); AAD Graph has
/// one list, `replyUrls`, and the flag `publicClient` says of what kind all of them are.
///
/// @param replyUrls AAD Graph's list
/// @param fallbackPublic Graph's `isFallbackPublicClient`, AAD Graph's `publicClient`
public record SignInSettings(
        @Nullable List<String> web,
        @Nullable List<String> spa,
        @Nullable List<String> publicClient,
        @Nullable List<String> replyUrls,
        @Nullable Boolean fallbackPublic) {
    public static final SignInSettings NOTHING = new SignInSettings(null, null, null, null, null);

    /// As they are of an application.
    static void write(JsonWriter out, Dialect dialect, Shown shown, @Nullable String homePage) {
        switch (dialect) {
            case AAD -> {
                out.text("homepage", homePage);
                out.texts("replyUrls", shown.all());
                out.bool("publicClient", shown.fallbackPublic);
            }
            case MICROSOFT -> {
                out.object(
                        "web",
                        web -> {
                            web.text("homePageUrl", homePage);
                            web.texts("redirectUris", shown.web);
                        });
                out.object("spa", spa -> spa.texts("redirectUris", shown.spa));
                out.object(
                        "publicClient", client -> client.texts("redirectUris", shown.publicClient));
                out.bool("isFallbackPublicClient", shown.fallbackPublic);
            }
        }
    }

    /// All of an application's.
    public record Shown(
            List<String> web, List<String> spa, List<String> publicClient, boolean fallbackPublic) {
        public Shown {
            web = List.copyOf(web);
            spa = List.copyOf(spa);
            publicClient = List.copyOf(publicClient);
        }

        List<String> all() {
            return Stream.of(web, spa, publicClient).flatMap(List::stream).toList();
        }
    }

    /// What a body says of them, member by member.
    static final class Parts {
        private @Nullable List<String> web;
        private @Nullable List<String> spa;
        private @Nullable List<String> publicClient;
        private @Nullable List<String> replyUrls;
        private @Nullable Boolean fallbackPublic;
        @Nullable String homePage;

        /// Takes the value of a member that is one of these.
        ///
        /// @return false if it isn't, and nothing was read
        boolean takes(JsonReader in) {
            switch (in.member()) {
                case "homepage" -> homePage = in.text();
                case "web" -> readWeb(in);
                case "spa" -> spa = in.object(Parts::redirectUris);
                case "publicClient" -> readPublicClient(in);
                case "replyUrls" -> replyUrls = in.texts();
                case "isFallbackPublicClient" -> fallbackPublic = in.bool();
                default -> {
                    return false;
                }
            }
            return true;
        }

        private void readWeb(JsonReader in) {
            web =
                    in.object(inner -> {
                        List<String> uris = null;
                        while (inner.next()) {
                            switch (inner.member()) {
                                case "homePageUrl" -> homePage = inner.text();
                                case "redirectUris" -> uris = inner.texts();
                                default -> inner.skip();
                            }
                        }
                        return uris;
                    });
        }

        /// A flag in the one dialect, an object in the other.
        private void readPublicClient(JsonReader in) {
            String value = in.raw();
            switch (value) {
                case "true" -> fallbackPublic = true;
                case "false" -> fallbackPublic = false;
                default ->
                        publicClient =
                                JsonReader.parse(
                                                "publicClient",
                                                value.getBytes(StandardCharsets.UTF_8),
                                                object -> Optional.ofNullable(redirectUris(object)))
                                        .orElse(null);
            }
        }

        private static @Nullable List<String> redirectUris(JsonReader in) {
            List<String> uris = null;
            while (in.next()) {
                if (in.member().equals("redirectUris")) {
                    uris = in.texts();
                } else {
                    in.skip();
                }
            }
            return uris;
        }

        /// What an answer in AAD Graph's words says of an application.
        Shown shown() {
            boolean isPublic = Boolean.TRUE.equals(fallbackPublic);
            List<String> all = replyUrls == null ? List.of() : replyUrls;
            return new Shown(
                    isPublic ? List.of() : all, List.of(), isPublic ? all : List.of(), isPublic);
        }

        SignInSettings settings() {
            return new SignInSettings(web, spa, publicClient, replyUrls, fallbackPublic);
        }
    }
}

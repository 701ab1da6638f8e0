package dev.keyward.api.login;

import dev.keyward.api.exchange.ApiResponse;
import dev.keyward.api.login.page.Pages;
import dev.keyward.crypto.encoding.CanonicalReader;
import dev.keyward.crypto.encoding.CanonicalWriter;
import dev.keyward.directory.principals.RedirectUri;
import dev.keyward.model.Bug;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Where the answer to an authorization request goes, by the person's browser, and how: only ever
/// to a URI that is the client's.
///
/// @param state as the client sent it
/// @param issuer that the answer names, so that a client of several knows whose it is (RFC 9207)
record ReplyTo(RedirectUri uri, Mode mode, @Nullable String state, String issuer) {
    /// `response_mode` (OAuth 2.0 Multiple Response Types 2.1, OAuth 2.0 Form Post Response Mode).
    enum Mode {
        QUERY("query"),
        FRAGMENT("fragment"),
        FORM_POST("form_post");

        private final String word;

        Mode(String word) {
            this.word = word;
        }

        static Optional<Mode> of(String word) {
            return List.of(values()).stream().filter(mode -> mode.word.equals(word)).findFirst();
        }
    }

    /// @param answer the members of an answer, but those that each has
    ApiResponse with(Map<String, String> answer, Pages pages) {
        Map<String, String> all = new LinkedHashMap<>(answer);
        if (state != null) {
            all.put("state", state);
        }
        all.put("iss", issuer);
        String text = uri.toString();
        return switch (mode) {
            case QUERY -> redirect(text + (text.indexOf('?') < 0 ? "?" : "&") + encoded(all));
            case FRAGMENT -> redirect(text + "#" + encoded(all));
            case FORM_POST ->
                    pages.show(
                            200,
                            Pages.Page.FORM_POST,
                            Map.of(
                                    "title",
                                    "Signed in",
                                    "action",
                                    text,
                                    "fields",
                                    all.entrySet().stream()
                                            .map(field ->
                                                    Map.of(
                                                            "name", field.getKey(),
                                                            "value", field.getValue()))
                                            .toList()),
                            formTarget());
        };
    }

    ApiResponse refused(String error, String description, Pages pages) {
        Map<String, String> answer = new LinkedHashMap<>();
        answer.put("error", error);
        answer.put("error_description", description);
        return with(answer, pages);
    }

    String formTarget() {
        return formTarget(uri);
    }

    /// As a content security policy names it, which has no words for numbers of version 6.
    static String formTarget(RedirectUri uri) {
        return uri.origin().contains("[") ? uri.uri().getScheme() + ":" : uri.origin();
    }

    /// With 303 a browser that has just posted a password doesn't post it again (RFC 9700 4.12).
    static ApiResponse redirect(String target) {
        return ApiResponse.empty(303)
                .with("Location", target)
                .with("Referrer-Policy", "no-referrer");
    }

    private static String encoded(Map<String, String> answer) {
        return answer.entrySet().stream()
                .map(field -> encoded(field.getKey()) + "=" + encoded(field.getValue()))
                .collect(Collectors.joining("&"));
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    void write(CanonicalWriter out) {
        out.text(uri.toString()).text(mode.word).text(state).text(issuer);
    }

    static ReplyTo read(CanonicalReader in) {
        return new ReplyTo(
                RedirectUri.parse(in.text()).orElseThrow(ReplyTo::changed),
                Mode.of(in.text()).orElseThrow(ReplyTo::changed),
                in.optionalText(),
                in.text());
    }

    private static Bug changed() {
        return Bug.because("a form with a reply that was never made passed its MAC");
    }
}

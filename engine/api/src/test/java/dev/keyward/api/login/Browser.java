package dev.keyward.api.login;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyward.api.arm.Stack;
import dev.keyward.api.exchange.ApiResponse;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// What a person's browser does at the login endpoint: keeps cookies, shows pages, sends forms, and
/// goes no further than the first redirect.
final class Browser {
    private static final Pattern INPUT =
            Pattern.compile("<input[^>]*? name=\"([^\"]+)\"[^>]*? value=\"([^\"]*)\"");
    private static final Pattern ACTION = Pattern.compile("<form[^>]*? action=\"([^\"]+)\"");

    private final Stack stack;
    final Map<String, String> cookies = new LinkedHashMap<>();

    Browser(Stack stack) {
        this.stack = stack;
    }

    /// @param body as a page's source
    record Shown(int status, Map<String, String> headers, String body) {
        /// The parameters of the URL that the browser is sent to.
        Map<String, String> answer() {
            String location = location();
            int from = Math.max(location.indexOf('?'), location.indexOf('#'));
            return query(location.substring(from + 1));
        }

        String location() {
            assertThat(status).as(body).isEqualTo(303);
            return headers.getOrDefault("Location", "");
        }

        Map<String, String> fields() {
            Map<String, String> fields = new LinkedHashMap<>();
            Matcher input = INPUT.matcher(body);
            while (input.find()) {
                fields.put(unescaped(input.group(1)), unescaped(input.group(2)));
            }
            return fields;
        }

        String field(String name) {
            return fields().getOrDefault(name, "");
        }

        String code() {
            return answer().getOrDefault("code", "");
        }

        String action() {
            Matcher action = ACTION.matcher(body);
            assertThat(action.find()).as(body).isTrue();
            return unescaped(action.group(1));
        }
    }

    static String unescaped(String html) {
        return html.replace("&quot;", "\"")
                .replace("&#39;", "'")
                .replace("&#x3D;", "=")
                .replace("&#x60;", "`")
                .replace("&lt;", "<")
                .replace("&gt;", ">")
                .replace("&amp;", "&");
    }

    private static Map<String, String> query(String text) {
        Map<String, String> all = new LinkedHashMap<>();
        for (String pair : text.split("&")) {
            int equals = pair.indexOf('=');
            all.put(
                    pair.substring(0, equals),
                    URLDecoder.decode(pair.substring(equals + 1), StandardCharsets.UTF_8));
        }
        return all;
    }

    static String encoded(Map<String, String> fields) {
        return fields.entrySet().stream()
                .map(field -> Stack.encode(field.getKey()) + "=" + Stack.encode(field.getValue()))
                .collect(Collectors.joining("&"));
    }

    Shown get(String target) {
        return send("GET", target, null);
    }

    Shown post(String target, Map<String, String> fields) {
        return send("POST", target, encoded(fields));
    }

    /// Sends a page's form with what somebody fills in, by one of its buttons.
    Shown submit(Shown page, Map<String, String> filledIn, String button) {
        Map<String, String> fields = page.fields();
        fields.putAll(filledIn);
        fields.put("action", button);
        return post(URI.create(page.action()).getRawPath(), fields);
    }

    private Shown send(String method, String target, @Nullable String body) {
        Map<String, List<String>> headers = new LinkedHashMap<>();
        if (!cookies.isEmpty()) {
            headers.put(
                    "cookie",
                    List.of(
                            cookies.entrySet().stream()
                                    .map(cookie -> cookie.getKey() + "=" + cookie.getValue())
                                    .collect(Collectors.joining("; "))));
        }
        if (body != null) {
            headers.put("content-type", List.of("application/x-www-form-urlencoded"));
        }
        ApiResponse response =
                stack.respond(
                        "192.0.2.7",
                        method,
                        Stack.LOGIN,
                        target,
                        headers,
                        body == null ? "" : body);
        String set = response.headers().get("Set-Cookie");
        if (set != null) {
            assertThat(set)
                    .startsWith("__Host-")
                    .contains("; Path=/; Secure; HttpOnly; SameSite=Lax")
                    .doesNotContain("Domain");
            int equals = set.indexOf('=');
            String value = set.substring(equals + 1, set.indexOf(';'));
            if (set.contains("Max-Age=0")) {
                cookies.remove(set.substring(0, equals));
            } else {
                cookies.put(set.substring(0, equals), value);
            }
        }
        return new Shown(
                response.status(),
                response.headers(),
                new String(response.body(), StandardCharsets.UTF_8));
    }
}

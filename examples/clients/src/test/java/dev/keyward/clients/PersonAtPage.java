package dev.keyward.clients;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.CookieManager;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// A person at the pages of a server, in a browser that shows forms and runs no scripts.
final class PersonAtPage implements AutoCloseable {
    private static final Pattern HIDDEN =
            Pattern.compile("<input type=\"hidden\" name=\"([^\"]+)\" value=\"([^\"]*)\"");
    private static final Pattern ACTION = Pattern.compile("<form[^>]* action=\"([^\"]+)\"");

    private final HttpClient http;
    private final Map<String, String> typed;

    /// @param typed what is put into fields of these names, wherever they are asked for
    PersonAtPage(DevServer server, Map<String, String> typed) throws Exception {
        this.http =
                HttpClient.newBuilder()
                        .sslContext(ObservedCalls.trusting(server))
                        .cookieHandler(new CookieManager())
                        .build();
        this.typed = typed;
    }

    /// Opens a page and presses these buttons, one a page; goes where it is sent.
    ///
    /// @return the last page's source
    String through(URI page, String... buttons) throws Exception {
        Shown shown = went(send(HttpRequest.newBuilder(page)));
        for (String button : buttons) {
            shown = went(press(shown, button));
        }
        return shown.body;
    }

    private record Shown(URI where, String body) {}

    private Shown went(HttpResponse<String> answer) throws Exception {
        HttpResponse<String> last = answer;
        while (last.statusCode() == 303) {
            URI next = last.uri().resolve(last.headers().firstValue("Location").orElseThrow());
            last = send(HttpRequest.newBuilder(next));
        }
        assertThat(last.statusCode()).as(last.body()).isEqualTo(200);
        return new Shown(last.uri(), last.body());
    }

    private HttpResponse<String> press(Shown page, String button) throws Exception {
        Map<String, String> fields = new LinkedHashMap<>();
        Matcher hidden = HIDDEN.matcher(page.body);
        while (hidden.find()) {
            fields.put(plain(hidden.group(1)), plain(hidden.group(2)));
        }
        typed.forEach((name, value) -> {
            if (page.body.contains(" name=\"" + name + "\"")) {
                fields.put(name, value);
            }
        });
        assertThat(page.body).contains("value=\"" + button + "\"");
        fields.put("action", button);
        Matcher action = ACTION.matcher(page.body);
        assertThat(action.find()).as(page.body).isTrue();
        return send(
                HttpRequest.newBuilder(page.where.resolve(plain(action.group(1))))
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(HttpRequest.BodyPublishers.ofString(encoded(fields))));
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
        return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    private static String encoded(Map<String, String> fields) {
        return fields.entrySet().stream()
                .map(it ->
                        URLEncoder.encode(it.getKey(), StandardCharsets.UTF_8)
                                + "="
                                + URLEncoder.encode(it.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
    }

    private static String plain(String html) {
        return html.replace("&quot;", "\"")
                .replace("&#39;", "'")
                .replace("&#x3D;", "=")
                .replace("&#x60;", "`")
                .replace("&lt;", "<")
                .replace("&gt;", ">")
                .replace("&amp;", "&");
    }

    @Override
    public void close() {
        http.close();
    }
}

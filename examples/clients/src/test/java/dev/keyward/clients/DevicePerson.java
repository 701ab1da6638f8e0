package dev.keyward.clients;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.CookieManager;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A person with a browser who types the code that a program shows, signs in and approves.
record DevicePerson(DevServer server, Tenant.Account account) {
    private static final Pattern FORM = Pattern.compile("name=\"form\" value=\"([^\"]+)\"");
    private static final Pattern ACTION = Pattern.compile("action=\"([^\"]+)\"");

    /// What programs print for people.
    private static final Pattern MESSAGE =
            Pattern.compile("open the page (\\S+) and enter the code (\\S+) to authenticate");

    private static final long PATIENCE_NANOS = TimeUnit.MINUTES.toNanos(3);

    /// Somebody who may read and write secrets of the vault `dev`.
    static DevicePerson register(DevServer server) throws Exception {
        Tenant tenant = Tenant.of(server);
        Tenant.Account account = tenant.user("visitor", "correct horse battery staple");
        tenant.authorize("dev", Map.of(account, "\"secrets\":[\"get\",\"set\"]"));
        tenant.http().close();
        return new DevicePerson(server, account);
    }

    /// Runs a program that signs in by a code, and does what it asks people for.
    ///
    /// @param prompt the file in which its message comes to stand
    void whileRunning(Path prompt, Callable<?> program) throws Exception {
        try (ExecutorService beside = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<?> run = beside.submit(program);
            long end = System.nanoTime() + PATIENCE_NANOS;
            while (!run.isDone() && System.nanoTime() < end) {
                Matcher message =
                        MESSAGE.matcher(Files.exists(prompt) ? Files.readString(prompt) : "");
                if (message.find()) {
                    approve(message.group(1), message.group(2));
                    break;
                }
                Thread.sleep(100);
            }
            run.get();
        }
    }

    void approve(String page, String code) throws Exception {
        try (HttpClient browser =
                HttpClient.newBuilder()
                        .sslContext(ObservedCalls.trusting(server))
                        .cookieHandler(new CookieManager())
                        .build()) {
            String shown = sent(browser, HttpRequest.newBuilder(URI.create(page)));
            shown = submitted(browser, page, shown, "action=next&user_code=" + encoded(code));
            shown =
                    submitted(
                            browser,
                            page,
                            shown,
                            "action=sign-in&username="
                                    + encoded(account.name())
                                    + "&password="
                                    + encoded(account.secret()));
            assertThat(shown).contains("be signed in as you");
            shown = submitted(browser, page, shown, "action=approve");
            assertThat(shown).contains("The device is signed in");
        }
    }

    private static String submitted(HttpClient browser, String page, String shown, String filledIn)
            throws Exception {
        return sent(
                browser,
                HttpRequest.newBuilder(URI.create(page).resolve(found(ACTION, shown)))
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(
                                HttpRequest.BodyPublishers.ofString(
                                        "form=" + encoded(found(FORM, shown)) + "&" + filledIn)));
    }

    private static String sent(HttpClient browser, HttpRequest.Builder request) throws Exception {
        HttpResponse<String> answer =
                browser.send(request.build(), HttpResponse.BodyHandlers.ofString());
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return answer.body();
    }

    private static String found(Pattern pattern, String page) {
        Matcher found = pattern.matcher(page);
        assertThat(found.find()).as(page).isTrue();
        return found.group(1).replace("&#x3D;", "=");
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}

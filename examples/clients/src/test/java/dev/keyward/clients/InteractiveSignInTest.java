package dev.keyward.clients;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyward.clients.Tenant.Account;
import java.net.URI;
import java.net.URLDecoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A person signs in to a server by what is asked at the terminal.
final class InteractiveSignInTest {
    @Test
    @Tag("seed:A-4")
    void aUserIsAskedForNameAndPassword(@TempDir Path folder) throws Exception {
        Terminal.assumeInstalled();
        String password = "correct horse battery";
        try (DevServer server = DevServer.start()) {
            Tenant tenant = Tenant.of(server);
            Account user = tenant.user("ann", password);
            tenant.http().close();
            Map<String, String> environment =
                    Map.of(
                            "KEYWARD_HOME",
                            folder.resolve("home").toString(),
                            "SSL_CERT_FILE",
                            server.get("SSL_CERT_FILE"));
            // A new build's start-up cache is made before the terminal opens.
            assertThat(Shell.embedded(folder).command("1").exitCode()).isZero();
            try (Terminal terminal = Terminal.open(folder, environment)) {
                terminal.waitFor("KW ");
                terminal.type(
                        "$null = Add-AzureRMEnvironment -Name AzureStackUser -ArmEndpoint %s; 'environment' + ' added'\n"
                                .formatted(server.get("AZURE_RESOURCE_MANAGER_URL")));
                terminal.waitFor("environment added");
                terminal.type(
                        "$null = Add-AzureRmAccount -EnvironmentName AzureStackUser -TenantId %s; 'signed in as ' + (Get-AzureRmContext).Account.Id\n"
                                .formatted(server.get("AZURE_TENANT_ID")));
                terminal.waitFor("(?m)^User:");
                terminal.type(user.name() + "\n");
                terminal.waitFor("(?m)^Password:");
                terminal.type(password + "\n");
                terminal.waitFor("signed in as " + user.name());
                assertThat(terminal.screen()).doesNotContain(password);

                // A wrong one signs nobody in.
                terminal.type(
                        "'once' + ' more'; Add-AzureRmAccount -EnvironmentName AzureStackUser -TenantId %s -Force\n"
                                .formatted(server.get("AZURE_TENANT_ID")));
                terminal.waitFor("(?ms)^once more$.*^User:");
                terminal.type(user.name() + "\n");
                terminal.waitFor("(?ms)^once more$.*^Password:");
                terminal.type("another password\n");
                terminal.waitFor("AADSTS50126");
            }
            staysSignedIn(folder, server, environment, user.name(), password);
            byACode(folder, server, environment, user);
            byTheBrowser(folder, server, environment, user);
        }
    }

    /// Who was asked once isn't asked in the next shell, until signing out.
    private static void staysSignedIn(
            Path folder,
            DevServer server,
            Map<String, String> environment,
            String name,
            String password)
            throws Exception {
        String connect =
                "$null = Connect-Server %s -AccountId %s -Name s; 'signed in as ' + (Get-Context).Account.Id\n"
                        .formatted(server.get("AZURE_RESOURCE_MANAGER_URL"), name);
        try (Terminal first = Terminal.open(folder, environment)) {
            first.waitFor("KW ");
            first.type(connect);
            first.waitFor("(?m)^Password:");
            first.type(password + "\n");
            first.waitFor("signed in as " + name);
            first.type("exit\n");
            first.waitUntilClosed();
        }
        assertThat(Files.readString(folder.resolve("home/history")))
                .contains("Connect-Server")
                .doesNotContain(password);
        try (Terminal second = Terminal.open(folder, environment)) {
            second.waitFor("KW ");
            second.type(connect);
            second.waitFor("Signed in to https://\\S+ as " + name + ", as before");
            second.waitFor("signed in as " + name);
            second.type("$null = Disconnect-Account; 'signed' + ' out'\n");
            second.waitFor("signed out");
            second.type(connect);
            second.waitFor("(?m)^Password:");
            second.press("C-c");
            second.waitFor("(?m)^KW \\S*\\s*$");
        }
    }

    /// Where there is no desktop: a code, typed into a page elsewhere.
    private static void byACode(
            Path folder, DevServer server, Map<String, String> environment, Account user)
            throws Exception {
        Map<String, String> remote = new TreeMap<>(environment);
        remote.put("DISPLAY", "");
        remote.put("WAYLAND_DISPLAY", "");
        try (Terminal terminal = Terminal.open(folder, remote)) {
            terminal.waitFor("KW ");
            terminal.type(connect(server));
            terminal.waitFor("(?s)enter the code .* to");
            // Ctrl-C stops waiting, and the next code is another one.
            String given = code(terminal);
            terminal.press("C-c");
            terminal.waitFor("(?m)^KW \\S*\\s*$");
            terminal.type("Clear-Host\n");
            terminal.type(connect(server));
            terminal.waitFor("(?s)enter the code .* to");
            String code = code(terminal);
            assertThat(code).isNotEqualTo(given);
            try (PersonAtPage person =
                    new PersonAtPage(
                            server,
                            Map.of(
                                    "user_code", code,
                                    "username", user.name(),
                                    "password", user.secret()))) {
                assertThat(person.through(page(terminal), "next", "sign-in", "approve"))
                        .contains("signed in");
            }
            terminal.waitFor("signed in as " + user.name());
            terminal.type("$null = Disconnect-Account; 'signed' + ' out'\n");
            terminal.waitFor("signed out");
        }
    }

    private static String connect(DevServer server) {
        return "$null = Connect-Server %s -Name s; 'signed in as ' + (Get-Context).Account.Id\n"
                .formatted(server.get("AZURE_RESOURCE_MANAGER_URL"));
    }

    private static String code(Terminal terminal) throws Exception {
        return shown(terminal, "enter the code (\\S+) to");
    }

    private static URI page(Terminal terminal) throws Exception {
        return URI.create(shown(terminal, "open the page (\\S+) and enter"));
    }

    /// Of a text that may have been wrapped.
    private static String shown(Terminal terminal, String pattern) throws Exception {
        Matcher matcher = Pattern.compile(pattern).matcher(terminal.screen().replace("\n", ""));
        assertThat(matcher.find()).as(terminal.screen()).isTrue();
        return matcher.group(1);
    }

    /// Where there is one: the browser goes to the page, and comes back to the shell.
    private static void byTheBrowser(
            Path folder, DevServer server, Map<String, String> environment, Account user)
            throws Exception {
        Path opened = folder.resolve("opened");
        Path browser = folder.resolve("browser");
        Files.writeString(
                browser,
                "#!/bin/sh\nprintf '%s' \"$1\" > "
                        + opened
                        + ".new && mv "
                        + opened
                        + ".new "
                        + opened
                        + "\n");
        Files.setPosixFilePermissions(browser, PosixFilePermissions.fromString("rwx------"));
        Map<String, String> desktop = new TreeMap<>(environment);
        desktop.put("DISPLAY", ":99");
        desktop.put("BROWSER", browser.toString());
        try (Terminal terminal = Terminal.open(folder, desktop);
                PersonAtPage person =
                        new PersonAtPage(
                                server,
                                Map.of("username", user.name(), "password", user.secret()))) {
            terminal.waitFor("KW ");
            terminal.type(connect(server));
            terminal.waitFor("in the browser that opens now");
            for (int i = 0; i < 300 && !Files.exists(opened); i++) {
                LockSupport.parkNanos(100_000_000);
            }
            URI page = URI.create(Files.readString(opened));
            // Whoever doesn't know the question is sent away, and the shell goes on waiting.
            URI back =
                    URI.create(
                            URLDecoder.decode(
                                    page.getRawQuery().replaceAll(".*redirect_uri=([^&]*).*", "$1"),
                                    StandardCharsets.UTF_8));
            try (HttpClient stranger = HttpClient.newHttpClient()) {
                assertThat(
                                stranger.send(
                                                HttpRequest.newBuilder(
                                                                back.resolve(
                                                                        "/?code=x&state=guessed"))
                                                        .build(),
                                                HttpResponse.BodyHandlers.ofString())
                                        .statusCode())
                        .isEqualTo(404);
            }
            assertThat(person.through(page, "sign-in")).contains("You are signed in");
            terminal.waitFor("signed in as " + user.name());
        }
    }
}

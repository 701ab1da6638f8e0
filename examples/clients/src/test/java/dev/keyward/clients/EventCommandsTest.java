package dev.keyward.clients;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.ByteArrayInputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The shell has a webhook told of a vault's events, and the webhook is told.
final class EventCommandsTest {
    private static final String PASSWORD = "for-a-test";

    @TempDir private Path folder;
    private final BlockingQueue<String> told = new LinkedBlockingQueue<>();

    @Test
    void aWebhookIsToldUntilItsSubscriptionIsRemoved() throws Exception {
        assumeTrue(Commands.exists("openssl"), "openssl isn't installed");
        OutsideAuthority authority = OutsideAuthority.make(folder);
        HttpsServer hook = hook(authority.issue("localhost"));
        try {
            String url = "https://localhost:" + hook.getAddress().getPort() + "/hook";
            Path settings = folder.resolve("server.properties");
            Files.writeString(
                    settings,
                    "outside.hosts = localhost:%d\noutside.authorities = %s\n"
                            .formatted(
                                    hook.getAddress().getPort(),
                                    authority.folder().resolve("ca.pem")));
            try (DevServer server = DevServer.start("--config", settings.toString())) {
                Commands run =
                        Shell.remote(folder, server)
                                .command(
                                        Shell.SIGN_IN
                                                + """
                                                $made = New-EventSubscription dev watch %s -EventType Microsoft.KeyVault.SecretNewVersionCreated
                                                $made.SigningSecret.StartsWith('whsec_')
                                                $found = Get-EventSubscription dev watch
                                                "$($found.Endpoint -eq '%s') $($found.EventTypes) $($null -eq $found.SigningSecret)"
                                                $null = Set-Secret dev db (ConvertTo-SecureString 'v' -AsPlainText -Force)
                                                """
                                                        .formatted(url, url));
                assertThat(run.error()).isEmpty();
                assertThat(run.out().lines())
                        .containsExactly(
                                "True", "True Microsoft.KeyVault.SecretNewVersionCreated True");
                assertThat(told.poll(90, TimeUnit.SECONDS))
                        .contains("Microsoft.KeyVault.SecretNewVersionCreated", "\"db\"");
                Commands removed =
                        Shell.remote(folder, server)
                                .command(
                                        Shell.SIGN_IN
                                                + """
                                                Get-EventSubscription dev w* | Remove-EventSubscription -PassThru
                                                @(Get-EventSubscription dev).Count
                                                """);
                assertThat(removed.error()).isEmpty();
                assertThat(removed.out().lines()).containsExactly("True", "0");
            }
        } finally {
            hook.stop(0);
        }
    }

    private HttpsServer hook(OutsideAuthority.Issued issued) throws Exception {
        KeyStore own = KeyStore.getInstance("PKCS12");
        own.load(new ByteArrayInputStream(issued.pfx(PASSWORD)), PASSWORD.toCharArray());
        KeyManagerFactory keys = KeyManagerFactory.getInstance("PKIX");
        keys.init(own, PASSWORD.toCharArray());
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(keys.getKeyManagers(), null, null);
        HttpsServer server =
                HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setHttpsConfigurator(new HttpsConfigurator(context));
        server.createContext(
                "/hook",
                exchange -> {
                    try (exchange) {
                        if (exchange.getRequestMethod().equals("OPTIONS")) {
                            exchange.getResponseHeaders().set("WebHook-Allowed-Origin", "*");
                        } else {
                            told.add(
                                    new String(
                                            exchange.getRequestBody().readAllBytes(),
                                            StandardCharsets.UTF_8));
                        }
                        exchange.sendResponseHeaders(200, -1);
                    }
                });
        server.start();
        return server;
    }
}

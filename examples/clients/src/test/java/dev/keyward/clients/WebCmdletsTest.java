package dev.keyward.clients;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Invoke-RestMethod and Invoke-WebRequest in the shell: against the vault's own REST interface
/// over TLS, and against a plain server that tells what it was sent.
final class WebCmdletsTest {
    @TempDir private Path folder;

    @Test
    void callsTheVaultOverTlsWithTheSessionsAuthority() throws Exception {
        String script =
                """
                $token = ConvertTo-SecureString (Get-AzAccessToken -ResourceUrl 'https://vault.azure.net' | ForEach-Object { $t = $_.Token; if ($t -is [securestring]) { ConvertFrom-SecureString $t -AsPlainText } else { $t } }) -AsPlainText -Force
                $url = $env:AZURE_KEYVAULT_URL.TrimEnd('/')
                $made = Invoke-RestMethod "$url/secrets/web?api-version=7.4" -Method Put -Authentication Bearer -Token $token -ContentType application/json -Body (@{ value = 'from the web'; tags = @{ by = 'irm' } } | ConvertTo-Json)
                $made.value; $made.tags.by; $made.attributes.enabled
                Get-Secret dev web -AsPlainText
                try { Invoke-RestMethod "$url/secrets/none?api-version=7.4" -Authentication Bearer -Token $token -StatusCodeVariable status } catch { $_.Exception.Message; ($_.ErrorDetails.Message | ConvertFrom-Json).error.code; $status }
                $answer = Invoke-WebRequest "$url/secrets/none?api-version=7.4" -SkipHttpErrorCheck
                $answer.StatusCode; "$($answer.Headers['www-authenticate'])" -like 'Bearer*'
                $env:SSL_CERT_FILE = ''
                try { Invoke-RestMethod "$url/secrets?api-version=7.4" } catch { "refused: $($_.Exception.Message -match 'certif|PKIX')" }
                """;
        try (DevServer server = DevServer.start()) {
            Commands run = Shell.remote(folder, server).command(Shell.SIGN_IN + script);
            assertThat(run.error()).isEmpty();
            assertThat(run.out())
                    .isEqualTo(
                            """
                            from the web
                            irm
                            True
                            from the web
                            Response status code does not indicate success: 404 (Not Found).
                            SecretNotFound
                            404
                            401
                            True
                            refused: True
                            """);
        }
    }

    @Test
    void sendsWhatItIsAskedTo() throws Exception {
        HttpServer server =
                HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/tell", WebCmdletsTest::tell);
        server.createContext("/json", exchange -> answer(exchange, 200, "[1,2,{\"a\":\"b\"}]"));
        server.createContext(
                "/moved",
                exchange -> {
                    exchange.getResponseHeaders().add("Location", "/tell?moved");
                    answer(exchange, 302, "");
                });
        server.start();
        Map<String, String> environment = new TreeMap<>(Shell.embedded(folder).environment());
        environment.put("URL", "http://localhost:" + server.getAddress().getPort());
        try {
            Commands run =
                    new Shell(folder, environment)
                            .command(
                                    """
                                    irm "$env:URL/tell" -Body @{ q = 'a b' }
                                    irm "$env:URL/tell" -Method Post -Body @{ q = 'a&b' } -Headers @{ 'X-Extra' = 'yes' }
                                    irm "$env:URL/tell" -Method Put -Body 'text' -ContentType 'text/plain'
                                    irm "$env:URL/moved" -Method Post -Body 'x' -Headers @{ Authorization = 'Basic eDp5' }
                                    (iwr "$env:URL/moved" -MaximumRedirection 0 -SkipHttpErrorCheck).StatusCode
                                    $all = irm "$env:URL/json" -ResponseHeadersVariable headers; $all.Count; $all[2].a; "$($headers.'content-length')"
                                    iwr "$env:URL/tell" -OutFile told.txt; Get-Content told.txt
                                    try { irm "$env:URL/tell" -Authentication Bearer -Token (ConvertTo-SecureString t -AsPlainText -Force) } catch { 'no tokens over http' }
                                    try { irm "$env:URL/none" } catch { $_.FullyQualifiedErrorId }
                                    """);
            assertThat(run.error()).isEmpty();
            assertThat(run.out())
                    .isEqualTo(
                            """
                            GET q=a+b -
                            POST null application/x-www-form-urlencoded q=a%26b extra
                            PUT null text/plain text
                            GET moved -
                            302
                            3
                            b
                            15
                            GET null -
                            no tokens over http
                            WebCmdletWebResponseException,Microsoft.PowerShell.Commands.InvokeRestMethodCommand
                            """);
        } finally {
            server.stop(0);
        }
    }

    private static void tell(HttpExchange exchange) throws IOException {
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        String type = exchange.getRequestHeaders().getFirst("Content-Type");
        answer(
                exchange,
                200,
                exchange.getRequestMethod()
                        + " "
                        + exchange.getRequestURI().getRawQuery()
                        + " "
                        + (body.isEmpty() ? "-" : type + " " + body)
                        + (exchange.getRequestHeaders().containsKey("X-Extra") ? " extra" : ""));
    }

    private static void answer(HttpExchange exchange, int status, String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        try (exchange) {
            exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
            exchange.getResponseBody().write(bytes);
        }
    }
}

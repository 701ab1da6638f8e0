package dev.keyward.clients;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Unique markers go in as secret values, tags, passwords and malformed bodies; then everything the
/// product wrote or shows is searched for them, raw, in hexadecimal and in both Base64 alphabets
/// (security.md, section 11.1).
final class CanaryTest {
    @Test
    @Tag("security:S-01")
    @Tag("security:S-09")
    @Tag("security:S-10")
    void noMarkerIsFoundAnywhere(@TempDir Path folder) throws Exception {
        Map<String, String> markers = new LinkedHashMap<>();
        for (String kind :
                List.of(
                        "value",
                        "tag",
                        "contenttype",
                        "password",
                        "wrong",
                        "malformed",
                        "literal")) {
            markers.put(kind, "canary" + kind + UUID.randomUUID().toString().replace("-", ""));
        }
        List<String> texts = new ArrayList<>();
        try (DevServer server = DevServer.start()) {
            Shell shell = Shell.remote(folder, server);
            Map<String, String> environment = new java.util.TreeMap<>(shell.environment());
            markers.forEach(
                    (k, v) -> environment.put("M_" + k.toUpperCase(java.util.Locale.ROOT), v));
            Commands run =
                    new Shell(folder, environment)
                            .command(
                                    Shell.SIGN_IN
                                            + """
                                            $v = ConvertTo-SecureString $env:M_VALUE -AsPlainText -Force
                                            $s = Set-Secret -VaultName dev -Name canary -SecretValue $v -ContentType $env:M_CONTENTTYPE -Tag @{ t = $env:M_TAG }
                                            Get-Secret -VaultName dev -Name canary | Out-Null
                                            $back = Get-Secret -VaultName dev -Name canary -AsPlainText
                                            "same: $($back -eq $env:M_VALUE)"
                                            $app = New-AzADApplication -DisplayName canary -Password $env:M_PASSWORD
                                            $sp = New-AzADServicePrincipal -ApplicationId $app.ApplicationId
                                            $key = Add-Key -VaultName dev -Name canary -Destination Software
                                            try { Set-Secret -VaultName 'no_such' -Name x -SecretValue $v -ErrorAction Stop } catch { }
                                            try { Set-Secret -VaultName dev -Name ('n' * 200) -SecretValue $v -ErrorAction Stop } catch { "$_" }
                                            $wrong = New-Object PSCredential $app.ApplicationId, (ConvertTo-SecureString $env:M_WRONG -AsPlainText -Force)
                                            try { Login-AzureRmAccount -EnvironmentName server -ServicePrincipal -Credential $wrong -TenantId $env:AZURE_TENANT_ID -ErrorAction Stop } catch { "$_" }
                                            """);
            assertThat(run.out()).contains("same: True");
            texts.add(run.out());
            texts.add(run.error());
            malformed(server, Objects.requireNonNull(markers.get("malformed")), texts);
            texts.add(String.join("\n", server.output()));
            texts.add(Files.readString(Path.of("/proc/" + server.pid() + "/cmdline")));
            server.handle().descendants().forEach(child -> texts.add(cmdline(child.pid())));
            // The markers lie in the environment of the shell that ended, never in the server's.
            texts.add(Files.readString(Path.of("/proc/" + server.pid() + "/environ")));
            // The database, its write-ahead log and the audit trail, while they are open.
            search(markers, List.of(server.home(), server.folder(), folder), texts);
        }
    }

    private static String cmdline(long pid) {
        try {
            return Files.readString(Path.of("/proc/" + pid + "/cmdline"));
        } catch (IOException e) {
            return "";
        }
    }

    private static void malformed(DevServer server, String marker, List<String> texts)
            throws Exception {
        server.trustIt();
        var http = java.net.http.HttpClient.newHttpClient();
        for (String body :
                List.of(
                        "{\"value\":\"" + marker,
                        "{\"value\":{\"" + marker + "\":1}}",
                        marker,
                        "{\"" + marker + "\":\"" + marker + "\",}")) {
            var answer =
                    http.send(
                            java.net.http.HttpRequest.newBuilder(
                                            java.net.URI.create(
                                                    server.get("AZURE_KEYVAULT_URL")
                                                            + "/secrets/x?api-version=7.4"))
                                    .header("Authorization", "Bearer " + marker)
                                    .PUT(java.net.http.HttpRequest.BodyPublishers.ofString(body))
                                    .build(),
                            java.net.http.HttpResponse.BodyHandlers.ofString());
            assertThat(answer.statusCode()).isBetween(400, 499);
            texts.add(answer.body());
            texts.add(answer.headers().toString());
        }
    }

    private static void search(Map<String, String> markers, List<Path> places, List<String> texts)
            throws IOException {
        List<String> found = new ArrayList<>();
        int files = 0;
        for (Map.Entry<String, String> marker : markers.entrySet()) {
            for (byte[] form : forms(marker.getValue())) {
                for (int i = 0; i < texts.size(); i++) {
                    if (contains(texts.get(i).getBytes(StandardCharsets.UTF_8), form)) {
                        found.add(
                                marker.getKey()
                                        + " in text "
                                        + i
                                        + ": "
                                        + texts.get(i).lines().limit(3).toList());
                    }
                }
            }
        }
        for (Path place : places) {
            try (Stream<Path> walk = Files.walk(place)) {
                for (Path file : walk.filter(Files::isRegularFile).toList()) {
                    files++;
                    byte[] content = read(file);
                    for (Map.Entry<String, String> marker : markers.entrySet()) {
                        for (byte[] form : forms(marker.getValue())) {
                            if (contains(content, form)) {
                                found.add(marker.getKey() + " in " + file);
                            }
                        }
                    }
                }
            }
        }
        assertThat(files).as("files searched").isGreaterThan(6);
        assertThat(found).isEmpty();
    }

    private static byte[] read(Path file) throws IOException {
        try (RandomAccessFile in = new RandomAccessFile(file.toFile(), "r")) {
            byte[] bytes = new byte[(int) in.length()];
            in.readFully(bytes);
            return bytes;
        }
    }

    /// The marker as it is, in hexadecimal, and in Base64 at each of the three alignments, without
    /// the characters that depend on neighbours.
    private static List<byte[]> forms(String marker) {
        List<byte[]> forms = new ArrayList<>();
        byte[] raw = marker.getBytes(StandardCharsets.UTF_8);
        forms.add(raw);
        forms.add(HexFormat.of().formatHex(raw).getBytes(StandardCharsets.US_ASCII));
        forms.add(marker.getBytes(StandardCharsets.UTF_16LE));
        for (int shift = 0; shift < 3; shift++) {
            byte[] padded = new byte[shift + raw.length];
            System.arraycopy(raw, 0, padded, shift, raw.length);
            String text = Base64.getUrlEncoder().withoutPadding().encodeToString(padded);
            forms.add(text.substring(4, text.length() - 4).getBytes(StandardCharsets.US_ASCII));
        }
        return forms;
    }

    private static boolean contains(byte[] content, byte[] part) {
        outer:
        for (int i = 0; i <= content.length - part.length; i++) {
            for (int j = 0; j < part.length; j++) {
                if (content[i + j] != part[j]) {
                    continue outer;
                }
            }
            return true;
        }
        return false;
    }
}

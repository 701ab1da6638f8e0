package dev.keyward.clients;

import com.azure.core.credential.TokenCredential;
import com.azure.identity.ClientSecretCredentialBuilder;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// `bin/keyward serve --dev` in a process of its own, as a user starts it.
final class DevServer implements AutoCloseable {
    static final Path ROOT =
            Path.of(System.getProperty("keyward.root", "../..")).toAbsolutePath().normalize();

    /// Where a server's hosts stand when nothing else is set.
    static final String DOMAIN = "local.keyward.localhost";

    /// The vault that `AZURE_KEYVAULT_URL` means with [#startToKeep]; somebody has to make it.
    static final String OWN_VAULT = "named.vault";

    private static final Pattern LISTENING = Pattern.compile("listening on 127\\.0\\.0\\.1:(\\d+)");

    private final Process process;
    private final Path folder;
    private final List<String> output;
    private final Map<String, String> environment;

    private DevServer(
            Process process, Path folder, List<String> output, Map<String, String> environment) {
        this.process = process;
        this.folder = folder;
        this.output = output;
        this.environment = environment;
    }

    static DevServer start(String... options) throws IOException, InterruptedException {
        Path folder = Files.createTempDirectory("keyward-dev");
        Path environmentFile = folder.resolve("dev.env");
        List<String> command =
                new ArrayList<>(
                        List.of(
                                launcher(),
                                "serve",
                                "--dev",
                                "--port",
                                "0",
                                "--env-file",
                                environmentFile.toString()));
        command.addAll(Arrays.asList(options));
        Process process = launch(command, folder);
        List<String> output = untilReady(process);
        return new DevServer(process, folder, output, parse(environmentFile));
    }

    /// None lives long enough for the better compiler to pay.
    private static Process launch(List<String> command, Path folder) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().put("KEYWARD_HOME", folder.resolve("home").toString());
        builder.environment().put("KEYWARD_JAVA_OPTS", "-XX:TieredStopAtLevel=1");
        return builder.start();
    }

    private static List<String> untilReady(Process process) throws InterruptedException {
        List<String> output = java.util.Collections.synchronizedList(new ArrayList<>());
        CountDownLatch ready = new CountDownLatch(1);
        Thread.ofPlatform()
                .daemon()
                .start(() -> {
                    try (BufferedReader reader = process.inputReader(StandardCharsets.UTF_8)) {
                        String line;
                        while ((line = reader.readLine()) != null) {
                            output.add(line);
                            if (line.equals("ready")) {
                                ready.countDown();
                            }
                        }
                    } catch (IOException e) {
                        output.add("reading stopped: " + e.getMessage());
                    } finally {
                        ready.countDown();
                    }
                });
        boolean inTime = ready.await(300, TimeUnit.SECONDS);
        if (!inTime || !output.contains("ready")) {
            process.destroyForcibly();
            throw new IllegalStateException("no ready line from the server: " + output);
        }
        return output;
    }

    /// `bin/keyward serve`, not for development: a server that keeps its state, with an
    /// administrator made at its first start. What it prints once is put under the names that a
    /// development server writes into its environment file.
    static DevServer startToKeep() throws IOException, InterruptedException {
        return startToKeep(DOMAIN, 0, "--port", "0");
    }

    /// @param domain where its hosts stand
    /// @param relayed port by which clients reach it; 0 for the one it listens on
    static DevServer startToKeep(String domain, int relayed, String... options)
            throws IOException, InterruptedException {
        Path folder = Files.createTempDirectory("keyward-server");
        List<String> command = new ArrayList<>(List.of(launcher(), "serve"));
        command.addAll(List.of(options));
        Process process = launch(command, folder);
        List<String> output = untilReady(process);
        int port = relayed == 0 ? listening(output) : relayed;
        Map<String, String> environment = new TreeMap<>();
        environment.put("AZURE_TENANT_ID", printed(output, "tenant"));
        environment.put("AZURE_CLIENT_ID", printed(output, "client id"));
        environment.put("AZURE_CLIENT_SECRET", printed(output, "client secret"));
        environment.put("SSL_CERT_FILE", printed(output, "authority"));
        environment.put("NODE_EXTRA_CA_CERTS", printed(output, "authority"));
        environment.put("REQUESTS_CA_BUNDLE", printed(output, "authority"));
        environment.put("AZURE_AUTHORITY_HOST", "https://login." + domain + ":" + port);
        environment.put("AZURE_RESOURCE_MANAGER_URL", "https://management." + domain + ":" + port);
        environment.put("AZURE_KEYVAULT_URL", "https://" + OWN_VAULT + "." + domain + ":" + port);
        return new DevServer(process, folder, output, environment);
    }

    /// The port on this machine.
    int port() {
        return listening(output);
    }

    private static int listening(List<String> output) {
        return output.stream()
                .map(LISTENING::matcher)
                .filter(Matcher::find)
                .map(found -> Integer.parseInt(found.group(1)))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("the server didn't say its port"));
    }

    private static String printed(List<String> output, String name) {
        return output.stream()
                .filter(line -> line.startsWith("  " + name + " "))
                .map(line -> line.substring(3 + name.length()).strip())
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("the server didn't print " + name));
    }

    static String launcher() {
        return ROOT.resolve("shell/bin/keyward").toString();
    }

    private static Map<String, String> parse(Path file) throws IOException {
        Map<String, String> values = new TreeMap<>();
        for (String line : Files.readAllLines(file)) {
            int equals = line.indexOf('=');
            if (equals > 0 && !line.startsWith("#")) {
                values.put(line.substring(0, equals), line.substring(equals + 1));
            }
        }
        return values;
    }

    String get(String name) {
        String value = environment.get(name);
        if (value == null) {
            throw new IllegalStateException(
                    name + " isn't in the environment file: " + environment.keySet());
        }
        return value;
    }

    /// The application of the server, as azure-identity signs it in: without asking Microsoft
    /// whether the authority is known.
    TokenCredential credential() {
        return credential(get("AZURE_CLIENT_ID"), get("AZURE_CLIENT_SECRET"));
    }

    /// Another application of its tenant.
    TokenCredential credential(String clientId, String clientSecret) {
        return new ClientSecretCredentialBuilder()
                .authorityHost(get("AZURE_AUTHORITY_HOST"))
                .tenantId(get("AZURE_TENANT_ID"))
                .clientId(clientId)
                .clientSecret(clientSecret)
                .disableInstanceDiscovery()
                .build();
    }

    Map<String, String> environment() {
        return environment;
    }

    List<String> output() {
        return List.copyOf(output);
    }

    Path folder() {
        return folder;
    }

    /// Where the server keeps its state: the folder above that of its certificate authority.
    Path home() {
        Path authority = Path.of(get("SSL_CERT_FILE"));
        return authority.resolve("../..").normalize();
    }

    long pid() {
        return process.pid();
    }

    ProcessHandle handle() {
        return process.toHandle();
    }

    /// Lets TLS clients of this JVM trust the server's own certificate authority, as an
    /// application's trust store would.
    void trustIt() {
        try (InputStream pem = Files.newInputStream(Path.of(get("SSL_CERT_FILE")))) {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(null, null);
            int i = 0;
            for (var certificate :
                    CertificateFactory.getInstance("X.509").generateCertificates(pem)) {
                store.setCertificateEntry("ca" + i++, certificate);
            }
            Path file = folder.resolve("trust.p12");
            try (var out = Files.newOutputStream(file)) {
                store.store(out, "changeit".toCharArray());
            }
            System.setProperty("javax.net.ssl.trustStore", file.toString());
            System.setProperty("javax.net.ssl.trustStorePassword", "changeit");
            System.setProperty("javax.net.ssl.trustStoreType", "PKCS12");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        if (process.isAlive()) {
            ObservedCalls.collect(this);
        }
        process.destroy();
        try {
            if (!process.waitFor(20, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}

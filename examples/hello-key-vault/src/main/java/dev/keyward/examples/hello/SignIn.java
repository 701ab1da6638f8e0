package dev.keyward.examples.hello;

import com.azure.core.credential.TokenCredential;
import com.azure.identity.ClientCertificateCredentialBuilder;
import com.azure.identity.ClientSecretCredentialBuilder;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Where to sign in, as the vault tells whoever asks it without a token, and what as.
final class SignIn {
    /// An authority is the login host and, behind it, the tenant.
    private static final Pattern AUTHORITY =
            Pattern.compile("authorization=\"(https://[^/\"]+)/([^/\"]+)");

    private SignIn() {}

    static TokenCredential at(Settings settings) throws IOException, InterruptedException {
        Matcher authority = authority(settings.vaultUrl());
        // Instance discovery would ask Microsoft whether it knows the login host.
        return settings.clientSecret() == null
                ? new ClientCertificateCredentialBuilder()
                        .authorityHost(authority.group(1))
                        .tenantId(authority.group(2))
                        .clientId(settings.clientId())
                        .pemCertificate(settings.certificate())
                        .disableInstanceDiscovery()
                        .build()
                : new ClientSecretCredentialBuilder()
                        .authorityHost(authority.group(1))
                        .tenantId(authority.group(2))
                        .clientId(settings.clientId())
                        .clientSecret(settings.clientSecret())
                        .disableInstanceDiscovery()
                        .build();
    }

    private static Matcher authority(String vaultUrl) throws IOException, InterruptedException {
        HttpRequest unsigned =
                HttpRequest.newBuilder(URI.create(vaultUrl).resolve("/secrets?api-version=7.4"))
                        .build();
        HttpResponse<Void> refused;
        try {
            refused =
                    HttpClient.newHttpClient()
                            .send(unsigned, HttpResponse.BodyHandlers.discarding());
        } catch (IOException e) {
            throw new IOException(vaultUrl + " can't be reached: " + e, e);
        }
        String challenge = refused.headers().firstValue("WWW-Authenticate").orElse("");
        Matcher authority = AUTHORITY.matcher(challenge);
        if (!authority.find()) {
            throw new IOException(
                    vaultUrl + " doesn't say where to sign in: " + refused.statusCode());
        }
        return authority;
    }
}

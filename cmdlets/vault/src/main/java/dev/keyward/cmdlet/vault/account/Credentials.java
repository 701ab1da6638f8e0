package dev.keyward.cmdlet.vault.account;

import dev.keyward.client.rest.AccessToken;
import dev.keyward.client.signin.BroughtTokens;
import dev.keyward.client.signin.Credential;
import dev.keyward.client.signin.Environment;
import dev.keyward.client.signin.IdentityEndpoint;
import dev.keyward.cmdlet.HostIo;
import dev.keyward.cmdlet.SecureString;
import dev.keyward.cmdlet.vault.shape.Refusal;
import dev.keyward.cmdlet.vault.shape.Run;
import dev.keyward.model.SecretBytes;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Finds what an account signs in with: a parameter, the environment's variables, or a person.
final class Credentials {
    /// What Az calls the account of a machine's own identity.
    private static final String OWN_IDENTITY = "MSI@50342";

    private Credentials() {}

    /// What the parameters of signing in hold.
    ///
    /// @throws Refusal if it can't be used
    static Optional<Credential> given(Run run, Environment environment) {
        if (run.has("CertificatePath") || run.has("CertificateThumbprint")) {
            return Optional.of(CertificateCredential.given(run));
        }
        if (run.has("FederatedToken")) {
            String token = run.required("FederatedToken");
            return Optional.of(
                    new Credential.ClientAssertion(
                            run.required("ApplicationId"), _ -> SecretBytes.ofUtf8(token)));
        }
        if (run.flag("Identity")) {
            return Optional.of(identity(run, run.text("AccountId")));
        }
        return run.has("AccessToken") ? Optional.of(brought(run, environment)) : withSecret(run);
    }

    /// @param clientId null for the machine's own
    static Credential identity(Run run, @Nullable String clientId) {
        Map<String, String> variables = run.invocation().session().environment();
        IdentityEndpoint endpoint =
                IdentityEndpoint.of(variables::get)
                        .orElseThrow(() ->
                                Refusal.of(
                                        "IDENTITY_ENDPOINT or AZURE_POD_IDENTITY_AUTHORITY_HOST in"
                                                + " the environment is no http or https address"));
        return new Credential.Identity(
                clientId == null ? OWN_IDENTITY : clientId, endpoint, clientId);
    }

    private static Credential brought(Run run, Environment environment) {
        Map<String, AccessToken> tokens = new LinkedHashMap<>();
        String graph = run.text("GraphAccessToken");
        String newerGraph = run.text("MicrosoftGraphAccessToken");
        put(tokens, environment.managementAudience(), run.text("AccessToken"));
        put(tokens, environment.vaults().audience(), run.text("KeyVaultAccessToken"));
        put(tokens, environment.graphAudience(), newerGraph == null ? graph : newerGraph);
        return new Credential.BroughtTokens(run.required("AccountId"), tokens);
    }

    private static void put(
            Map<String, AccessToken> tokens, String resource, @Nullable String token) {
        if (token != null) {
            tokens.put(resource, BroughtTokens.read(SecretBytes.ofUtf8(token)));
        }
    }

    /// What `-Credential` holds.
    static Optional<Credential> withSecret(Run run) {
        var credential = run.arguments().as(dev.keyward.cmdlet.Credential.class, "Credential");
        if (credential == null) {
            return Optional.empty();
        }
        SecretBytes secret = Run.bytes(credential.password());
        return Optional.of(
                run.flag("ServicePrincipal")
                        ? new Credential.ClientSecret(credential.userName(), secret)
                        : new Credential.UserPassword(credential.userName(), secret));
    }

    /// What the Azure SDKs' variables hold, so that scripts run where nobody can be asked.
    static Optional<Credential> ofEnvironment(Run run) {
        Map<String, String> variables = run.invocation().session().environment();
        String client = variables.get("AZURE_CLIENT_ID");
        String secret = variables.get("AZURE_CLIENT_SECRET");
        if (client != null && secret != null && !secret.isEmpty()) {
            return Optional.of(new Credential.ClientSecret(client, SecretBytes.ofUtf8(secret)));
        }
        String user = variables.get("AZURE_USERNAME");
        String password = variables.get("AZURE_PASSWORD");
        return user != null && password != null && !password.isEmpty()
                ? Optional.of(new Credential.UserPassword(user, SecretBytes.ofUtf8(password)))
                : Optional.empty();
    }

    /// What a person types.
    ///
    /// @throws Refusal if nobody can be asked or nothing is typed
    static Credential asked(Run run, String server) {
        HostIo host = run.invocation().host();
        if (!host.isInteractive()) {
            throw Refusal.of(
                    "signing in to %s needs -Credential, or AZURE_CLIENT_ID and AZURE_CLIENT_SECRET (or"
                                    .formatted(server)
                            + " AZURE_USERNAME and AZURE_PASSWORD) in the environment");
        }
        String user = run.text("AccountId");
        if (user == null) {
            user = host.readLine("User: ");
        }
        SecureString password = host.readSecret("Password: ");
        if (user == null || user.isEmpty() || password == null) {
            throw Refusal.of("signing in was given up");
        }
        return run.flag("ServicePrincipal")
                ? new Credential.ClientSecret(user, Run.bytes(password))
                : new Credential.UserPassword(user, Run.bytes(password));
    }
}

package dev.keyward.cmdlet.vault.connection;

import dev.keyward.client.rest.Pause;
import dev.keyward.client.rest.TokenCache;
import dev.keyward.client.rest.TokenSource;
import dev.keyward.client.signin.BroughtTokens;
import dev.keyward.client.signin.Credential;
import dev.keyward.client.signin.Login;
import dev.keyward.client.signin.ManagedIdentity;
import dev.keyward.client.signin.PersonLogin;
import dev.keyward.client.signin.SignedIn;
import dev.keyward.client.transport.ServerTrust;
import dev.keyward.client.transport.Transport;
import dev.keyward.cmdlet.vault.connection.Connections.Deployment;
import java.net.URI;
import java.time.InstantSource;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Signs accounts in to one tenant of a deployment.
///
/// @param tenant null for its only one
record SigningIn(Deployment deployment, @Nullable String tenant, InstantSource clock, Pause pause) {
    /// What an account works with from now on.
    ///
    /// @param credential what it can sign in with again: of a person what renews the sign-in, and
    ///   the password no more
    record Entered(SignedIn signedIn, Account account, Credential credential) {}

    /// @throws dev.keyward.client.transport.VaultCallException if the account isn't let in
    Entered enter(Credential credential) {
        return switch (credential) {
            case Credential.UserPassword user -> enter(user);
            case Credential.Shown shown -> entered(cache(login(shown)), shown);
            case Credential.Person person ->
                    entered(
                            cache(
                                    new PersonLogin(
                                            transport(),
                                            authority(),
                                            segment(),
                                            person.place(),
                                            clock,
                                            pause)),
                            person);
            case Credential.Identity identity ->
                    entered(
                            cache(
                                    new ManagedIdentity(
                                            nearby(),
                                            identity.endpoint(),
                                            identity.clientId(),
                                            pause)),
                            identity);
            case Credential.BroughtTokens brought ->
                    entered(cache(new BroughtTokens(brought)), brought);
        };
    }

    private Entered enter(Credential.UserPassword user) {
        Login login = login(user);
        String resource = deployment.environment().managementAudience();
        Login.Started started = login.start(resource);
        Credential.Person person = started.person();
        Entered entered = person == null ? entered(cache(login), user) : enter(person);
        entered.signedIn.tokens().keep(resource, started.token());
        return entered;
    }

    private Login login(Credential.Shown shown) {
        return new Login(transport(), authority(), segment(), shown, clock, pause);
    }

    private TokenCache cache(TokenSource source) {
        return new TokenCache(source, clock);
    }

    private Entered entered(TokenCache tokens, Credential credential) {
        return new Entered(
                new SignedIn(transport(), tokens, pause),
                new Account(credential.account(), type(credential)),
                credential);
    }

    private static Account.Type type(Credential credential) {
        return switch (credential) {
            case Credential.ClientSecret _, Credential.ClientAssertion _ ->
                    Account.Type.ServicePrincipal;
            case Credential.UserPassword _, Credential.Person _ -> Account.Type.User;
            case Credential.Identity _ -> Account.Type.ManagedService;
            case Credential.BroughtTokens _ -> Account.Type.AccessToken;
        };
    }

    /// The endpoint of the machine is none of the deployment's hosts.
    private Transport nearby() {
        return Transport.network(
                transport().reach().map(Transport.Reach::trust).orElseGet(ServerTrust::system),
                Map.of());
    }

    private Transport transport() {
        return deployment.transport();
    }

    private URI authority() {
        return deployment.environment().login();
    }

    private String segment() {
        return tenant == null ? "common" : tenant;
    }
}

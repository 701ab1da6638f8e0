package dev.keyward.cmdlet.vault.account;

import dev.keyward.client.signin.BrowserReturn;
import dev.keyward.client.signin.Credential;
import dev.keyward.client.signin.DeviceCode;
import dev.keyward.client.signin.PersonalSignIn;
import dev.keyward.client.transport.VaultCallException;
import dev.keyward.cmdlet.vault.connection.Connections.Deployment;
import dev.keyward.cmdlet.vault.shape.Run;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Asks a person to sign in, and says how: in the browser of the desktop, where there is one, else
/// by a code for a browser elsewhere, else by name and password.
///
/// @param server as the person knows it
record PersonAsked(Run run, Deployment deployment, String server) {
    private static final int NOT_FOUND = 404;

    /// Asks in the order in which people like it best.
    ///
    /// @throws dev.keyward.cmdlet.vault.shape.Refusal if nobody can be asked
    Credential best() {
        if (run.flag("UseDeviceAuthentication")) {
            return deviceCode();
        }
        if (!run.invocation().host().isInteractive() || run.has("AccountId")) {
            return Credentials.asked(run, server);
        }
        Optional<Browser> browser = Browser.of(run.invocation().session().environment());
        Credential signedIn = browser.isPresent() ? inBrowser(browser.get()) : null;
        return signedIn == null ? withoutBrowser() : signedIn;
    }

    private Credential withoutBrowser() {
        DeviceCode code;
        try {
            code = signIn().deviceCode();
        } catch (VaultCallException e) {
            if (e.status() != NOT_FOUND) {
                throw e;
            }
            say(
                    "The server has no page for codes; sign in to %s with name and password."
                            .formatted(server));
            return Credentials.asked(run, server);
        }
        return await(code);
    }

    /// By a code that is typed into a page elsewhere.
    ///
    /// @throws VaultCallException if the server gives none, or the person refuses or takes too long
    Credential deviceCode() {
        return await(signIn().deviceCode());
    }

    private Credential await(DeviceCode code) {
        say(code.message());
        return signIn().await(code);
    }

    private @Nullable Credential inBrowser(Browser browser) {
        var connections = run.connections();
        try (BrowserReturn back =
                BrowserReturn.open(signIn(), connections.random(), connections.clock())) {
            say("Sign in to %s in the browser that opens now.".formatted(server));
            return back.signIn(page -> {
                try {
                    browser.open(page);
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
        } catch (IOException | UncheckedIOException e) {
            say("There is no browser after all: %s.".formatted(e.getMessage()));
            return null;
        }
    }

    private PersonalSignIn signIn() {
        var connections = run.connections();
        String noted = deployment.noted().get(Deployment.TENANT);
        return new PersonalSignIn(
                deployment.transport(),
                deployment.environment().login(),
                Objects.requireNonNullElse(
                        run.text("Tenant"), Objects.requireNonNullElse(noted, "common")),
                deployment.environment().managementAudience(),
                connections.clock(),
                connections.pause());
    }

    private void say(String message) {
        run.invocation().warning(message);
    }
}

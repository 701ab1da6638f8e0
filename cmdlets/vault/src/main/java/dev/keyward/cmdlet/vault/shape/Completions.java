package dev.keyward.cmdlet.vault.shape;

import dev.keyward.client.management.ResourceId;
import dev.keyward.client.objects.ObjectAddress;
import dev.keyward.client.transport.VaultCallException;
import dev.keyward.cmdlet.Arguments;
import dev.keyward.cmdlet.Completer.Proposal;
import dev.keyward.cmdlet.SessionServices;
import dev.keyward.cmdlet.vault.connection.Connection;
import dev.keyward.cmdlet.vault.connection.Connections;
import dev.keyward.cmdlet.vault.connection.Unopened;
import dev.keyward.wire.offers.Labels;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Live names, proposed while a command line is being typed.
///
/// Public so that a console can call it outside of a parameter too.
public final class Completions {
    // More than anyone reads; keeps the number of pages fetched for one key press small.
    private static final int MOST = 100;

    private Completions() {}

    public static List<Proposal> vaults(String prefix, Arguments typed, SessionServices session) {
        return names(
                prefix,
                session,
                connection ->
                        connection.inSubscription().resources("Microsoft.KeyVault/vaults").stream()
                                .map(it -> new Proposal(it.name(), ResourceId.groupOf(it.id()))));
    }

    public static List<Proposal> resourceGroups(
            String prefix, Arguments typed, SessionServices session) {
        return names(
                prefix,
                session,
                connection ->
                        connection.inSubscription().resourceGroups().stream()
                                .map(it -> new Proposal(it.name(), it.location())));
    }

    /// Names of the secrets in the vault that's already typed.
    public static List<Proposal> secrets(String prefix, Arguments typed, SessionServices session) {
        String vault = typed.text("VaultName");
        return vault == null
                ? List.of()
                : names(
                        prefix,
                        session,
                        connection ->
                                connection.vault(vault).secrets().list().stream()
                                        .map(it -> ObjectAddress.of(it).name())
                                        .map(name -> new Proposal(name, "")));
    }

    /// Names of the keys in the vault that's already typed.
    public static List<Proposal> keys(String prefix, Arguments typed, SessionServices session) {
        String vault = typed.text("VaultName");
        return vault == null
                ? List.of()
                : names(
                        prefix,
                        session,
                        connection ->
                                connection.vault(vault).keys().list().stream()
                                        .map(it -> ObjectAddress.of(it).name())
                                        .map(name -> new Proposal(name, "")));
    }

    /// Names of the certificates in the vault that's already typed.
    public static List<Proposal> certificates(
            String prefix, Arguments typed, SessionServices session) {
        String vault = typed.text("VaultName");
        return vault == null
                ? List.of()
                : names(
                        prefix,
                        session,
                        connection ->
                                connection.vault(vault).certificates().list(true).stream()
                                        .map(it -> ObjectAddress.of(it).name())
                                        .map(name -> new Proposal(name, "")));
    }

    /// Names of the operator's plans.
    public static List<Proposal> plans(String prefix, Arguments typed, SessionServices session) {
        return names(
                prefix,
                session,
                connection ->
                        connection.offering().plans().stream()
                                .map(it -> proposal(it.envelope().name(), it.labels())));
    }

    /// Names of the operator's offers.
    public static List<Proposal> offers(String prefix, Arguments typed, SessionServices session) {
        return names(
                prefix,
                session,
                connection ->
                        connection.offering().offers().stream()
                                .map(it -> proposal(it.envelope().name(), it.labels())));
    }

    private static Proposal proposal(@Nullable String name, Labels labels) {
        String shown = labels.displayName();
        return new Proposal(String.valueOf(name), shown == null ? "" : shown);
    }

    /// Names of offers that one may subscribe to.
    public static List<Proposal> publicOffers(
            String prefix, Arguments typed, SessionServices session) {
        return names(
                prefix,
                session,
                connection ->
                        connection.resources().offers("default").list().stream()
                                .map(it -> new Proposal(it.name(), "")));
    }

    /// Ids of such offers.
    public static List<Proposal> publicOfferIds(
            String prefix, Arguments typed, SessionServices session) {
        return names(
                prefix,
                session,
                connection ->
                        connection.resources().offers("default").list().stream()
                                .map(it -> new Proposal(it.id(), it.name())));
    }

    /// Places where resources may be.
    public static List<Proposal> locations(
            String prefix, Arguments typed, SessionServices session) {
        return names(
                prefix,
                session,
                connection ->
                        connection.inSubscription().locations().stream()
                                .map(it -> new Proposal(it.name(), "")));
    }

    private static List<Proposal> names(
            String prefix, SessionServices session, Function<Connection, Stream<Proposal>> source) {
        String start = prefix.toLowerCase(Locale.ROOT);
        try {
            return Connections.find(session)
                    .flatMap(Connections::current)
                    .map(connection ->
                            source.apply(connection)
                                    .filter(it ->
                                            it.text().toLowerCase(Locale.ROOT).startsWith(start))
                                    .limit(MOST)
                                    .toList())
                    .orElse(List.of());
        } catch (VaultCallException | Connection.NoSubscription | Unopened e) {
            // No rights, no vault, no server: there's nothing to propose, and a prompt is no place
            // for an error.
            return List.of();
        }
    }
}

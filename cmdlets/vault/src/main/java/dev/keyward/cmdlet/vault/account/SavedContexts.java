package dev.keyward.cmdlet.vault.account;

import dev.keyward.client.signin.Credential;
import dev.keyward.cmdlet.vault.connection.Account;
import dev.keyward.cmdlet.vault.connection.Connection;
import dev.keyward.cmdlet.vault.connection.Connections;
import dev.keyward.cmdlet.vault.connection.Connections.Deployment;
import dev.keyward.cmdlet.vault.keeping.SignInStore;
import dev.keyward.cmdlet.vault.shape.Run;
import dev.keyward.wire.JsonReader;
import dev.keyward.wire.JsonWriter;
import dev.keyward.wire.Required;
import dev.keyward.wire.WireBody;
import dev.keyward.wire.arm.SubscriptionResource;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Contexts as they are saved.
///
/// @param current the name of the one in use; null for none
record SavedContexts(List<Context> contexts, @Nullable String current) implements WireBody {
    SavedContexts {
        contexts = List.copyOf(contexts);
    }

    /// @param environment its name
    /// @param server null for the service in this process
    record Context(
            String name,
            String environment,
            @Nullable SavedServer server,
            Account account,
            String tenant,
            @Nullable SubscriptionResource subscription,
            SavedSignIn signIn)
            implements WireBody {
        static Context read(JsonReader in) {
            String name = null;
            String environment = "";
            SavedServer server = null;
            String account = null;
            Account.Type type = Account.Type.User;
            String tenant = null;
            SubscriptionResource subscription = null;
            SavedSignIn signIn = null;
            while (in.next()) {
                switch (in.member()) {
                    case "name" -> name = in.text();
                    case "environment" -> environment = in.text();
                    case "server" -> server = in.object(SavedServer::read);
                    case "account" -> account = in.text();
                    case "accountType" -> type = Account.Type.valueOf(in.text());
                    case "tenant" -> tenant = in.text();
                    case "subscription" -> subscription = in.object(SubscriptionResource::read);
                    case "signIn" -> signIn = in.object(SavedSignIn::read);
                    default -> in.skip();
                }
            }
            return new Context(
                    Required.member("name", name),
                    environment,
                    server,
                    new Account(Required.member("account", account), type),
                    Required.member("tenant", tenant),
                    subscription,
                    Required.member("signIn", signIn));
        }

        @Override
        public void writeMembers(JsonWriter out) {
            out.text("name", name);
            out.text("environment", environment);
            out.object("server", server);
            out.text("account", account.id());
            out.text("accountType", account.type().name());
            out.text("tenant", tenant);
            out.object("subscription", subscription);
            out.object("signIn", signIn);
        }

        /// Whether it leads to a server by this address.
        boolean isOf(Deployment deployment) {
            return server != null
                    && server.environment()
                            .resourceManager()
                            .toString()
                            .toLowerCase(Locale.ROOT)
                            .equals(
                                    deployment
                                            .environment()
                                            .resourceManager()
                                            .toString()
                                            .toLowerCase(Locale.ROOT));
        }

        Connection connection(Run run, SignInStore store) {
            return connection(
                    run, server == null ? local(run.connections()) : server.deployment(), store);
        }

        Connection connection(Run run, Deployment place, SignInStore store) {
            Connections connections = run.connections();
            Credential credential = signIn.credential(run, account.id(), store);
            return credential == null
                    ? connections.localConnection(local(connections))
                    : connections.restored(place, credential, account, tenant, subscription);
        }

        /// The service in this process, as its users or its operator sign in to it.
        private Deployment local(Connections connections) {
            return connections
                    .deployment(environment)
                    .filter(_ -> connections.isLocal(environment))
                    .orElseGet(connections::localDeployment);
        }
    }

    /// @throws java.io.UncheckedIOException if a person's sign-in can't be kept
    static SavedContexts of(
            Map<String, Connection> contexts,
            Optional<String> current,
            SignInStore store,
            SavedSignIn.Secrets secrets) {
        return new SavedContexts(
                contexts.entrySet().stream()
                        .map(each -> context(each.getKey(), each.getValue(), store, secrets))
                        .toList(),
                current.orElse(null));
    }

    private static Context context(
            String name, Connection connection, SignInStore store, SavedSignIn.Secrets secrets) {
        return new Context(
                name,
                connection.environment().name(),
                connection
                        .signedIn()
                        .transport()
                        .reach()
                        .map(reach -> SavedServer.of(connection.environment(), reach))
                        .orElse(null),
                connection.account(),
                connection.tenant(),
                connection.subscription().orElse(null),
                SavedSignIn.of(connection.credential().orElse(null), store, secrets));
    }

    static SavedContexts read(JsonReader in) {
        List<Context> contexts = List.of();
        String current = null;
        while (in.next()) {
            switch (in.member()) {
                case "contexts" -> contexts = in.objects(Context::read);
                case "current" -> current = in.text();
                default -> in.skip();
            }
        }
        return new SavedContexts(contexts, current);
    }

    @Override
    public void writeMembers(JsonWriter out) {
        out.objects("contexts", contexts);
        out.text("current", current);
    }
}

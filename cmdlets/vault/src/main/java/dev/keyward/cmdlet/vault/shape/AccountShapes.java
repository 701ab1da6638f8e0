package dev.keyward.cmdlet.vault.shape;

import dev.keyward.client.rest.AccessToken;
import dev.keyward.client.signin.Environment;
import dev.keyward.cmdlet.PsObject;
import dev.keyward.cmdlet.PsProperty;
import dev.keyward.cmdlet.SecureString;
import dev.keyward.cmdlet.vault.connection.Connection;
import dev.keyward.cmdlet.vault.connection.Connections.Deployment;
import dev.keyward.model.SecretAccess;
import dev.keyward.wire.arm.SubscriptionResource;
import dev.keyward.wire.arm.SubscriptionResource.Tenant;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Connections and what belongs to them as objects.
public final class AccountShapes {
    private AccountShapes() {}

    /// What signing in writes.
    public static PsObject profile(String name, Connection connection) {
        PsObject context = context(name, connection);
        return new PsObject(Types.PROFILE)
                .set("Context", context)
                .set("Account", connection.account().id())
                .set("SubscriptionName", context.get("SubscriptionName"))
                .set("TenantId", connection.tenant())
                .set("Environment", connection.environment().name());
    }

    public static PsObject context(String name, Connection connection) {
        PsObject account =
                new PsObject(Types.ACCOUNT)
                        .set("Id", connection.account().id())
                        .set("Type", connection.account().type().name());
        @Nullable SubscriptionResource subscription = connection.subscription().orElse(null);
        return new PsObject(Types.CONTEXT)
                .set("Name", name)
                .set("Account", Texts.readingAs(account, "Id"))
                .set("Environment", environment(connection.environment()))
                .set(
                        "Subscription",
                        subscription == null ? null : subscription(subscription, connection))
                .set("Tenant", tenant(new Tenant(connection.tenant(), null, null)))
                .set("SubscriptionName", subscription == null ? null : subscription.displayName())
                .set("TenantId", connection.tenant())
                .set("TokenCache", null);
    }

    public static PsObject subscription(SubscriptionResource subscription, Connection connection) {
        String tenant = subscription.tenantId();
        PsObject object =
                new PsObject(Types.SUBSCRIPTION)
                        .set("Id", subscription.subscriptionId())
                        .set("Name", subscription.displayName())
                        .set("State", subscription.state())
                        .set("TenantId", tenant == null ? connection.tenant() : tenant)
                        .set("OfferId", subscription.offerId())
                        .add(new PsProperty.Alias("SubscriptionId", "Id"))
                        .add(new PsProperty.Alias("SubscriptionName", "Name"))
                        .add(new PsProperty.Alias("DisplayName", "Name"));
        return Texts.readingAs(object, "Id");
    }

    /// A token, protected; or as text for who says so.
    public static PsObject token(AccessToken token, Connection connection, boolean asText) {
        String text = token.text(SecretAccess.request());
        return new PsObject(Types.TOKEN)
                .set("Token", asText ? text : SecureString.of(text))
                .set("ExpiresOn", Texts.time(token.expires()))
                .set("TenantId", connection.tenant())
                .set("UserId", connection.account().id())
                .set("Type", "Bearer");
    }

    public static PsObject tenant(Tenant tenant) {
        String domain = tenant.domain();
        PsObject object =
                new PsObject(Types.TENANT)
                        .set("Id", tenant.tenantId())
                        .set("Name", tenant.displayName())
                        .set("Domains", domain == null ? new String[0] : new String[] {domain})
                        .add(new PsProperty.Alias("TenantId", "Id"));
        return Texts.readingAs(object, "Id");
    }

    /// Where contexts are kept for later sessions.
    ///
    /// @param file null where nothing can be kept
    public static PsObject autosave(String mode, @Nullable Path file) {
        return new PsObject(Types.AUTOSAVE)
                .set("Mode", mode)
                .set("ContextDirectory", file == null ? null : String.valueOf(file.getParent()))
                .set("ContextFile", file == null ? null : String.valueOf(file.getFileName()));
    }

    /// A deployment, with what was noted about it.
    public static PsObject deployment(Deployment deployment) {
        PsObject object = environment(deployment.environment());
        new TreeMap<>(deployment.noted()).forEach(object::set);
        return object;
    }

    private static PsObject environment(Environment environment) {
        boolean adfs = environment.login().toString().endsWith("/adfs");
        PsObject object = new PsObject(Types.ENVIRONMENT).set("Name", environment.name());
        Map.of(
                        "AdminManagementUrl",
                        environment.admin().toString(),
                        "ResourceManagerUrl",
                        environment.resourceManager().toString(),
                        "ActiveDirectoryAuthority",
                        environment.login().toString(),
                        "ActiveDirectoryServiceEndpointResourceId",
                        environment.managementAudience(),
                        "GraphUrl",
                        environment.graph().toString(),
                        "GraphEndpointResourceId",
                        environment.graphAudience(),
                        "AzureKeyVaultDnsSuffix",
                        environment.vaults().suffix(),
                        "AzureKeyVaultServiceEndpointResourceId",
                        environment.vaults().audience())
                .entrySet()
                .stream()
                .sorted(Map.Entry.comparingByKey())
                .forEach(entry -> object.set(entry.getKey(), entry.getValue()));
        object.set("OnPremise", adfs).set("EnableAdfsAuthentication", adfs);
        return Texts.readingAs(object, "Name");
    }
}

package dev.keyward.cmdlet.vault.account;

import dev.keyward.client.ResourceClient.Subscription;
import dev.keyward.cmdlet.ConfirmImpact;
import dev.keyward.cmdlet.Membership;
import dev.keyward.cmdlet.Parameter;
import dev.keyward.cmdlet.PsObject;
import dev.keyward.cmdlet.Signature;
import dev.keyward.cmdlet.TypeToken;
import dev.keyward.cmdlet.vault.connection.Connection;
import dev.keyward.cmdlet.vault.shape.AccountShapes;
import dev.keyward.cmdlet.vault.shape.Names;
import dev.keyward.cmdlet.vault.shape.Refusal;
import dev.keyward.cmdlet.vault.shape.Run;
import dev.keyward.cmdlet.vault.shape.Types;
import dev.keyward.cmdlet.vault.shape.VaultCmdlet;
import org.jspecify.annotations.Nullable;

final class SetContext extends VaultCmdlet {
    private static final String CONTEXT = "Context";
    private static final String TENANT_OBJECT = "TenantObject";
    private static final String SUBSCRIPTION_OBJECT = "SubscriptionObject";
    private static final String SUBSCRIPTION = "Subscription";
    private static final String TENANT = "TenantNameOnly";

    SetContext() {
        super(
                Names.of(
                        "Set-Context",
                        "Set-AzContext",
                        "Select-AzSubscription",
                        "Set-AzureRmContext",
                        "Select-AzureRmSubscription",
                        "Select-Subscription"),
                "Chooses the subscription that cmdlets work in.",
                Signature.of(
                                Parameter.of("Context", Types.A_CONTEXT)
                                        .inSets(CONTEXT)
                                        .required()
                                        .at(0)
                                        .byValue(),
                                Parameter.of("SubscriptionObject", Types.A_SUBSCRIPTION)
                                        .inSets(SUBSCRIPTION_OBJECT)
                                        .required()
                                        .at(0)
                                        .byValue(),
                                Parameter.of("TenantObject", Types.A_TENANT)
                                        .inSets(TENANT_OBJECT)
                                        .required()
                                        .at(0)
                                        .byValue(),
                                Parameter.of("Subscription", TypeToken.STRING)
                                        .aka("SubscriptionId", "SubscriptionName")
                                        .inSets(SUBSCRIPTION)
                                        .required()
                                        .at(0)
                                        .byPropertyName(),
                                Parameter.of("Tenant", TypeToken.STRING)
                                        .aka("Domain", "TenantId")
                                        .in(
                                                Membership.in(SUBSCRIPTION).byPropertyName(),
                                                Membership.in(TENANT).required()),
                                Parameter.of("Name", TypeToken.STRING),
                                Parameter.of("ExtendedProperty", TypeToken.OBJECT),
                                AccountParameters.scope(),
                                Parameter.flag("Force"))
                        .defaultSet(CONTEXT)
                        .changing(ConfirmImpact.Medium)
                        .giving("PSAzureContext"));
    }

    @Override
    protected void run(Run run) {
        Connection connection = base(run);
        String wanted = subscription(run);
        if (wanted != null) {
            Subscription found = Subscriptions.named(connection, wanted);
            connection = connection.in(found);
        }
        if (!run.goesOn(connection.contextName(), "Set context")) {
            return;
        }
        String given = run.text("Name");
        String name = given == null ? connection.contextName() : given;
        run.connections().use(name, connection);
        run.write(AccountShapes.context(name, connection));
    }

    // A context object stands for a connection made before; anything else changes the one in use.
    private static Connection base(Run run) {
        PsObject context = run.arguments().as(PsObject.class, "Context");
        if (context == null) {
            return run.connection();
        }
        String name = String.valueOf(context.get("Name"));
        Connection known = run.connections().contexts().get(name);
        if (known != null) {
            return known;
        }
        return run.connections()
                .current()
                .filter(it -> it.contextName().equals(name))
                .orElseThrow(() -> Refusal.of("Please provide a valid context."));
    }

    private static @Nullable String subscription(Run run) {
        PsObject object = run.arguments().as(PsObject.class, "SubscriptionObject");
        return object == null ? run.text("Subscription") : String.valueOf(object.get("Id"));
    }
}

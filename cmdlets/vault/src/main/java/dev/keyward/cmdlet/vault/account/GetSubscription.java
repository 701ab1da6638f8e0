package dev.keyward.cmdlet.vault.account;

import dev.keyward.client.ResourceClient.Subscription;
import dev.keyward.cmdlet.Parameter;
import dev.keyward.cmdlet.Signature;
import dev.keyward.cmdlet.TypeToken;
import dev.keyward.cmdlet.vault.connection.Connection;
import dev.keyward.cmdlet.vault.shape.AccountShapes;
import dev.keyward.cmdlet.vault.shape.Names;
import dev.keyward.cmdlet.vault.shape.Run;
import dev.keyward.cmdlet.vault.shape.VaultCmdlet;
import java.util.List;

final class GetSubscription extends VaultCmdlet {
    private static final String ID = "ListByIdInTenant";
    private static final String NAME = "ListByNameInTenant";

    GetSubscription() {
        super(
                Names.of("Get-Subscription", "Get-AzSubscription", "Get-AzureRmSubscription"),
                "Gets the subscriptions of the account that's signed in.",
                Signature.of(
                                Parameter.of("SubscriptionId", TypeToken.STRING)
                                        .inSets(ID)
                                        .byPropertyName(),
                                Parameter.of("SubscriptionName", TypeToken.STRING)
                                        .inSets(NAME)
                                        .byPropertyName(),
                                Parameter.of("TenantId", TypeToken.STRING).byPropertyName(),
                                Parameter.flag("AsJob").help("Accepted; it's done at once."))
                        .defaultSet(ID)
                        .giving("PSAzureSubscription"));
    }

    @Override
    public List<Example> examples() {
        return List.of(
                new Example("Whether it can be used", "(Get-Subscription)[0].State", "Enabled"));
    }

    @Override
    protected void run(Run run) {
        Connection connection = run.connection();
        String id = run.text("SubscriptionId");
        String name = run.text("SubscriptionName");
        if (id != null || name != null) {
            String wanted = id == null ? String.valueOf(name) : id;
            run.write(
                    AccountShapes.subscription(
                            Subscriptions.named(connection, wanted), connection));
            return;
        }
        for (Subscription subscription : connection.resources().subscriptions()) {
            run.write(AccountShapes.subscription(subscription, connection));
        }
    }
}

package dev.keyward.cmdlet.vault.account;

import dev.keyward.cmdlet.PsObject;
import dev.keyward.cmdlet.vault.connection.Connection;
import dev.keyward.cmdlet.vault.facts.Subject;
import dev.keyward.cmdlet.vault.shape.AccountShapes;
import dev.keyward.cmdlet.vault.shape.ContextOf;
import dev.keyward.cmdlet.vault.shape.Refusal;
import dev.keyward.cmdlet.vault.shape.Run;
import dev.keyward.cmdlet.vault.shape.Tenants;
import dev.keyward.cmdlet.vault.shape.VaultCmdlet;
import dev.keyward.wire.arm.SubscriptionResource;
import org.jspecify.annotations.Nullable;

final class SetContext extends VaultCmdlet {
    SetContext() {
        super(
                Subject.ACCOUNT,
                "Set-Context",
                "Set-AzContext",
                "Select-AzSubscription",
                "Set-AzureRmContext",
                "Select-AzureRmSubscription",
                "Select-Subscription");
    }

    @Override
    protected void run(Run run) {
        Connection connection = base(run);
        Tenants.same(connection, named(run, "TenantObject", "Tenant"));
        String wanted = named(run, "SubscriptionObject", "Subscription");
        if (wanted != null) {
            SubscriptionResource found = Subscriptions.named(connection, wanted);
            connection = connection.in(found);
        }
        if (!run.goesOn(connection.contextName(), "Set context")) {
            return;
        }
        String given = run.text("Name");
        String name = given == null ? connection.contextName() : given;
        Connection replaced = run.connections().contexts().get(name);
        if (replaced != null
                && !replaced.contextName().equals(connection.contextName())
                && !run.settled("Another context is called '" + name + "'. Replace it?")) {
            return;
        }
        run.connections().use(name, connection);
        Scope.ofChange(run).keep(run, name);
        run.write(AccountShapes.context(name, connection));
    }

    // A context object stands for a connection made before; anything else changes the one in use.
    private static Connection base(Run run) {
        return run.has("Context")
                ? ContextOf.object(run.connections(), run.arguments().get("Context"))
                        .orElseThrow(() -> Refusal.of("Please provide a valid context."))
                : run.connection();
    }

    private static @Nullable String named(Run run, String object, String text) {
        PsObject given = run.arguments().as(PsObject.class, object);
        return given == null ? run.text(text) : String.valueOf(given.get("Id"));
    }
}

package dev.keyward.cmdlet.vault.management;

import dev.keyward.client.management.ResourceId;
import dev.keyward.client.management.VaultResourceCalls;
import dev.keyward.cmdlet.Wildcard;
import dev.keyward.cmdlet.vault.facts.Subject;
import dev.keyward.cmdlet.vault.shape.EventShapes;
import dev.keyward.cmdlet.vault.shape.Run;
import dev.keyward.cmdlet.vault.shape.VaultCmdlet;
import dev.keyward.wire.arm.EventSubscriptionResource;
import dev.keyward.wire.arm.VaultResource;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

final class GetEventSubscription extends VaultCmdlet {
    GetEventSubscription() {
        super(Subject.MANAGEMENT, "Get-EventSubscription");
    }

    @Override
    protected void run(Run run) {
        VaultLookup lookup = new VaultLookup(run);
        VaultResource vault = lookup.required();
        found(lookup.subscription().vaults(), vault, run.text("Name"))
                .forEach(it ->
                        run.write(
                                EventShapes.subscription(
                                        it, vault.name(), ResourceId.groupOf(vault.id()))));
    }

    private static Stream<EventSubscriptionResource> found(
            VaultResourceCalls calls, VaultResource vault, @Nullable String name) {
        if (name != null && !Wildcard.isPattern(name)) {
            return calls
                    .findEventSubscription(ResourceId.groupOf(vault.id()), vault.name(), name)
                    .stream();
        }
        return calls.eventSubscriptions(ResourceId.groupOf(vault.id()), vault.name()).stream()
                .filter(it -> name == null || Wildcard.of(name).matches(it.name()));
    }
}

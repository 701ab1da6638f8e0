package dev.keyward.api.deployment;

import dev.keyward.api.audit.SystemRecord;
import dev.keyward.directory.Directory;
import dev.keyward.directory.tenancy.ResourceGroup;
import dev.keyward.directory.tenancy.Subscription;
import dev.keyward.model.AccessPolicy;
import dev.keyward.model.Bug;
import dev.keyward.model.Permission;
import dev.keyward.model.PermissionList;
import dev.keyward.model.Permissions;
import dev.keyward.model.RecoveryLevel;
import dev.keyward.model.VaultName;
import dev.keyward.vault.vaults.EnabledFor;
import dev.keyward.vault.vaults.Placement;
import dev.keyward.vault.vaults.Sku;
import dev.keyward.vault.vaults.Trail;
import dev.keyward.vault.vaults.Vault;
import dev.keyward.vault.vaults.VaultSettings;
import dev.keyward.vault.vaults.Vaults;
import java.time.Instant;
import java.time.InstantSource;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

/// Makes a deployment ready to be used by a test: the provider registered, a group, and the default
/// vault with every right for the administrator.
public final class DevSetup {
    private static final String NAMESPACE = "Microsoft.KeyVault";
    private static final RecoveryLevel RECOVERY = new RecoveryLevel(90, false);

    private final String location;
    private final InstantSource clock;
    private final Deployment deployment;
    private final Directory directory;
    private final Vaults vaults;

    /// @param location of the vault
    public DevSetup(
            String location,
            InstantSource clock,
            Deployment deployment,
            Directory directory,
            Vaults vaults) {
        this.location = location;
        this.clock = clock;
        this.deployment = deployment;
        this.directory = directory;
        this.vaults = vaults;
    }

    public void make(VaultName name) {
        Subscription subscription =
                directory
                        .tenancy()
                        .subscription(deployment.subscription())
                        .orElseThrow(() -> Bug.because("the first subscription is gone"));
        join(
                directory
                        .tenancy()
                        .register(
                                subscription,
                                NAMESPACE,
                                Subscription.Registration.REGISTERED,
                                evidence(NAMESPACE + "/register/action")));
        join(
                directory
                        .tenancy()
                        .put(
                                new ResourceGroup(
                                        deployment.subscription(),
                                        name.value(),
                                        location,
                                        Map.of(),
                                        null),
                                evidence("Microsoft.Resources/resourceGroups/write")));
        Instant now = clock.instant();
        VaultSettings settings =
                new VaultSettings(
                        Sku.STANDARD,
                        Map.of(),
                        EnabledFor.NOTHING,
                        RECOVERY,
                        false,
                        true,
                        null,
                        List.of(
                                new AccessPolicy(
                                        deployment.tenant(),
                                        deployment.administrator(),
                                        null,
                                        everything())));
        join(
                vaults.create(
                        new Vault(
                                vaults.newId(),
                                name,
                                deployment.tenant(),
                                new Placement(deployment.subscription(), name.value(), location),
                                settings,
                                Trail.start(now, deployment.administrator().value())),
                        evidence("VaultPut")));
    }

    private static Permissions everything() {
        return new Permissions(
                new PermissionList<>(false, EnumSet.allOf(Permission.Key.class)),
                new PermissionList<>(false, EnumSet.allOf(Permission.Secret.class)),
                new PermissionList<>(false, EnumSet.allOf(Permission.Certificate.class)),
                new PermissionList<>(false, EnumSet.allOf(Permission.Storage.class)));
    }

    private Supplier<byte[]> evidence(String operation) {
        return () -> SystemRecord.of(operation, clock.instant());
    }

    static void join(CompletionStage<?> stage) {
        try {
            stage.toCompletableFuture().join();
        } catch (CompletionException failed) {
            if (failed.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw Bug.because("a change failed with a checked exception", failed);
        }
    }
}

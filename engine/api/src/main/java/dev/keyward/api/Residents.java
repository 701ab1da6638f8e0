package dev.keyward.api;

import dev.keyward.api.administration.DeploymentOwners;
import dev.keyward.api.audit.SystemRecord;
import dev.keyward.api.deployment.DevSetup;
import dev.keyward.api.deployment.FirstSteps;
import dev.keyward.api.dispatch.Hosts;
import dev.keyward.api.exchange.Endpoints;
import dev.keyward.directory.Directory;
import dev.keyward.directory.FirstStart;
import dev.keyward.directory.offers.Limits;
import dev.keyward.directory.providers.KeyDocuments;
import dev.keyward.directory.tokens.Audiences;
import dev.keyward.outside.Outside;
import dev.keyward.outside.identity.IssuerDocuments;
import dev.keyward.vault.vaults.Placement;
import dev.keyward.vault.vaults.Vaults;
import java.net.URI;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// Who and what is in a deployment: its hosts, its directory of principals, its vaults, and what
/// the first start made.
record Residents(
        Hosts hosts,
        Directory directory,
        Vaults vaults,
        FirstSteps.Result first,
        DeploymentOwners owners) {
    /// Opens them, or makes those of a first start; those of development too.
    static Residents open(EngineConfig config, Storage storage, Outside outside) {
        Hosts hosts =
                new Hosts(
                        config.regions(),
                        config.domain(),
                        new Hosts.Ports(config.publicPort(), config.mutualTlsPort()),
                        config.defaultVault(),
                        config.publicAuthorities());
        Directory directory =
                Directory.open(
                        storage.sealed(),
                        storage.store(),
                        new Directory.Tools(
                                storage.sealed().hmac("pepper"),
                                storage.keys(),
                                storage.time(),
                                config.random(),
                                config.pace().throttle().wrongPasswords(),
                                keyDocuments(new IssuerDocuments(outside)),
                                () ->
                                        SystemRecord.of(
                                                "TokenKeysRotated", storage.time().instant())),
                        audiences(config, hosts));
        Vaults vaults =
                Vaults.open(
                        storage.sealed(),
                        storage.store(),
                        storage.time(),
                        config.random(),
                        placement ->
                                limits(directory, placement).map(Limits::objects).orElse(null));
        FirstSteps.Result first =
                new FirstSteps(
                                config.domain(),
                                config.regions().all(),
                                administrator(config.profile()),
                                storage.time(),
                                storage.store(),
                                storage.system(),
                                directory)
                        .take();
        Residents residents =
                new Residents(
                        hosts,
                        directory,
                        vaults,
                        first,
                        new DeploymentOwners(
                                directory.tenancy(), directory.rights(), first.deployment()));
        if (config.profile() == EngineConfig.Profile.DEV
                && config.defaultVault() != null
                && vaults.isAvailable(config.defaultVault())) {
            new DevSetup(
                            config.regions().home(),
                            storage.time(),
                            first.deployment(),
                            directory,
                            vaults)
                    .make(config.defaultVault());
        }
        return residents;
    }

    private static KeyDocuments keyDocuments(IssuerDocuments documents) {
        return whence -> {
            URI known = whence.keys();
            IssuerDocuments.KeySet keys =
                    known == null
                            ? documents.keys(whence.issuer(), whence.metadata())
                            : documents.keys(known);
            return new KeyDocuments.KeySetDocument(keys.json(), keys.fresh());
        };
    }

    /// What the plans of a vault's subscription limit there; empty where none of them contains the
    /// service any more: vaults that are there go on.
    static Optional<Limits> limits(Directory directory, Placement placement) {
        return directory
                .tenancy()
                .subscription(placement.subscriptionId())
                .flatMap(subscription ->
                        directory.entitlements().keyVault(subscription, placement.location()));
    }

    private static FirstStart.Kind administrator(EngineConfig.Profile profile) {
        return switch (profile) {
            case EMBEDDED -> FirstStart.Kind.LOCAL_USER;
            case DEV, SERVER -> FirstStart.Kind.APPLICATION;
        };
    }

    private static Audiences audiences(EngineConfig config, Hosts hosts) {
        Set<String> vault = new HashSet<>();
        Set<String> management = new HashSet<>();
        Set<String> admin = new HashSet<>();
        Set<String> graph = new HashSet<>();
        List<Endpoints> all =
                Stream.concat(hosts.all().stream(), hosts.allOverMutualTls().stream()).toList();
        for (Endpoints region : all) {
            vault.add(region.vaultResource());
            management.add(region.management());
            admin.add(region.admin());
            graph.add(region.graph());
        }
        if (config.defaultVault() != null) {
            // The authority of the default vault serves these planes too.
            Set<String> shared = new HashSet<>(config.publicAuthorities());
            for (int each :
                    config.mutualTlsPort() == 0
                            ? List.of(config.publicPort())
                            : List.of(config.publicPort(), config.mutualTlsPort())) {
                String port = Endpoints.suffix(each);
                shared.add("localhost" + port);
                shared.add("127.0.0.1" + port);
            }
            for (String authority : shared) {
                management.add("https://" + authority);
                admin.add("https://" + authority);
                graph.add("https://" + authority);
            }
        }
        return new Audiences(
                hosts.named().login(), vault, management, admin, graph, config.tokens().es256());
    }
}

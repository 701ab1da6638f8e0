package dev.keyward.directory;

import dev.keyward.crypto.keys.Keys;
import dev.keyward.crypto.sealing.Hmac;
import dev.keyward.directory.factors.SecondFactors;
import dev.keyward.directory.offers.Catalogue;
import dev.keyward.directory.offers.Entitlements;
import dev.keyward.directory.offers.Subscribing;
import dev.keyward.directory.principals.Applications;
import dev.keyward.directory.principals.Principals;
import dev.keyward.directory.providers.IdentityProviders;
import dev.keyward.directory.providers.KeyDocuments;
import dev.keyward.directory.providers.ProviderTokens;
import dev.keyward.directory.roles.ManagementRights;
import dev.keyward.directory.roles.Roles;
import dev.keyward.directory.sessions.BrowserSessions;
import dev.keyward.directory.sessions.ClientSessions;
import dev.keyward.directory.signin.DeviceRequests;
import dev.keyward.directory.signin.SignIn;
import dev.keyward.directory.tenancy.Tenancy;
import dev.keyward.directory.tenancy.Tenant;
import dev.keyward.directory.tokens.Audiences;
import dev.keyward.directory.tokens.SigningKeyKind;
import dev.keyward.directory.tokens.Tokens;
import dev.keyward.model.DeploymentTime;
import dev.keyward.records.SealedStore;
import dev.keyward.records.entities.EntityKind;
import dev.keyward.records.entities.EntityStore;
import dev.keyward.store.Store;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/// The directory of a deployment: who there is, who may manage what, and the tokens that say so.
/// Safe for use by several threads.
///
/// ```java
/// Directory directory = Directory.open(sealed, store, new Directory.Tools(
///         sealed.hmac("pepper"), new Keys(random), clock, random, 20, documents, record), audiences);
/// Caller caller = directory.tokens().verify(token, ResourceServer.VAULT);
/// ```
public final class Directory {
    private final Principals principals;
    private final Tenancy tenancy;
    private final Catalogue catalogue;
    private final Subscribing subscribing;
    private final Entitlements entitlements;
    private final Roles roles;
    private final ManagementRights rights;
    private final ClientSessions sessions;
    private final SecondFactors factors;
    private final BrowserSessions browsers;
    private final IdentityProviders providers;
    private final Tokens tokens;
    private final SignIn signIn;
    private final DeviceRequests devices;
    private final Founding founding;

    private Directory(
            EntityStore store, SigningKeyKind signingKeys, Tools tools, Audiences audiences) {
        this.principals = new Principals(store, tools.pepper, tools.clock, tools.random);
        this.tenancy = new Tenancy(store);
        this.catalogue = new Catalogue(store, tenancy);
        this.subscribing = new Subscribing(store, tenancy, catalogue);
        this.entitlements = new Entitlements(store, catalogue);
        this.roles = new Roles(store, principals);
        this.rights = new ManagementRights(tenancy, roles);
        this.sessions =
                new ClientSessions(
                        store, principals, tools.pepper, tools.random, tools.clock::certain);
        this.factors = new SecondFactors(store, tools.pepper, tools.random, tools.clock::certain);
        this.browsers =
                new BrowserSessions(
                        store,
                        sessions,
                        principals,
                        tools.pepper,
                        tools.random,
                        tools.clock::certain);
        this.providers = new IdentityProviders(store, audiences, tools.random);
        this.tokens =
                new Tokens(
                        store,
                        signingKeys,
                        principals,
                        sessions,
                        audiences,
                        new ProviderTokens(
                                store,
                                providers,
                                principals,
                                tools.documents,
                                tools.keys,
                                tools.clock),
                        tools.clock,
                        tools.random,
                        tools.keysChanged);
        this.signIn =
                new SignIn(
                        store,
                        principals,
                        tokens,
                        sessions,
                        factors,
                        tools.pepper,
                        tools.keys,
                        tools.failuresPerAddress,
                        tools.clock::certain);
        this.devices = new DeviceRequests(store, tools.pepper, tools.random, tools.clock::certain);
        this.founding =
                new Founding(
                        store, principals, providers, tenancy, catalogue, tokens, tools.random);
    }

    /// What the directory works with.
    ///
    /// @param pepper derived from the root key for credentials alone
    /// @param failuresPerAddress wrong passwords a minute that an address may send
    /// @param documents fetches the keys of other issuers
    /// @param keysChanged makes the audit record of a change of signing keys
    public record Tools(
            Hmac pepper,
            Keys keys,
            DeploymentTime clock,
            SecureRandom random,
            int failuresPerAddress,
            KeyDocuments documents,
            Supplier<byte[]> keysChanged) {}

    /// Reads the directory into memory, and follows what is committed to it from then on. An empty
    /// one is filled by [Founding#firstStart].
    ///
    /// @throws dev.keyward.model.VaultException with `IntegrityFailure` if any of its records was
    ///   changed
    public static Directory open(
            SealedStore sealed, Store store, Tools tools, Audiences audiences) {
        SigningKeyKind signingKeys = new SigningKeyKind(tools.keys, tools.random);
        List<EntityKind<?>> kinds = new ArrayList<>();
        kinds.addAll(Tenancy.kinds());
        kinds.addAll(Catalogue.kinds());
        kinds.addAll(Principals.kinds());
        kinds.addAll(Roles.kinds());
        kinds.addAll(ClientSessions.kinds());
        kinds.addAll(SecondFactors.kinds());
        kinds.addAll(BrowserSessions.kinds());
        kinds.addAll(SignIn.kinds());
        kinds.addAll(DeviceRequests.kinds());
        kinds.addAll(IdentityProviders.kinds());
        kinds.add(signingKeys);
        return new Directory(EntityStore.open(sealed, store, kinds), signingKeys, tools, audiences);
    }

    public Tokens tokens() {
        return tokens;
    }

    public ClientSessions sessions() {
        return sessions;
    }

    public SecondFactors secondFactors() {
        return factors;
    }

    public BrowserSessions browsers() {
        return browsers;
    }

    public SignIn signIn() {
        return signIn;
    }

    /// Clients that wait for somebody to sign in for them elsewhere.
    public DeviceRequests devices() {
        return devices;
    }

    public Principals principals() {
        return principals;
    }

    public Applications applications() {
        return principals.applications();
    }

    /// Whom the tenants trust beside the built-in provider.
    public IdentityProviders providers() {
        return providers;
    }

    public Tenancy tenancy() {
        return tenancy;
    }

    public Catalogue catalogue() {
        return catalogue;
    }

    public Subscribing subscribing() {
        return subscribing;
    }

    public Entitlements entitlements() {
        return entitlements;
    }

    /// Makes tenants.
    public Founding founding() {
        return founding;
    }

    public Roles roles() {
        return roles;
    }

    public ManagementRights rights() {
        return rights;
    }

    /// Whether nothing was ever set up here.
    public boolean isEmpty() {
        return tenancy.tenants().isEmpty();
    }

    /// Makes first signing keys, publishes next ones and drops outlived ones, where due; to be
    /// called after each start and once a day. May take seconds: RSA keys do.
    public void rotateSigningKeys() {
        tenancy.tenants().stream().map(Tenant::id).forEach(tokens::maintainKeys);
    }
}

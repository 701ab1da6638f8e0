package dev.keyward.issuers;

import dev.keyward.crypto.certificates.X509Signer;
import dev.keyward.crypto.keys.Keys;
import dev.keyward.crypto.sealing.KeyFile;
import dev.keyward.model.Curve;
import dev.keyward.model.KeyParameters;
import dev.keyward.model.ObjectName;
import dev.keyward.model.RecoveryLevel;
import dev.keyward.model.SecretBytes;
import dev.keyward.model.TenantId;
import dev.keyward.model.VaultName;
import dev.keyward.model.certificates.CertificateKey;
import dev.keyward.model.certificates.CertificatePolicy;
import dev.keyward.model.certificates.IssuerReference;
import dev.keyward.model.certificates.SecretFormat;
import dev.keyward.model.certificates.SubjectAlternativeNames;
import dev.keyward.model.certificates.X509Properties;
import dev.keyward.records.SealedStore;
import dev.keyward.store.Page;
import dev.keyward.store.Store;
import dev.keyward.testing.FakeClock;
import dev.keyward.testing.SeededRandom;
import dev.keyward.vault.issuers.IssuerOrder;
import dev.keyward.vault.issuers.IssuerSettings;
import dev.keyward.vault.issuers.Organization;
import dev.keyward.vault.objects.Foundation;
import dev.keyward.vault.vaults.EnabledFor;
import dev.keyward.vault.vaults.Placement;
import dev.keyward.vault.vaults.Sku;
import dev.keyward.vault.vaults.Trail;
import dev.keyward.vault.vaults.Vault;
import dev.keyward.vault.vaults.VaultSettings;
import dev.keyward.vault.vaults.Vaults;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A deployment in memory, with keys that ask for certificates.
public final class World implements AutoCloseable {
    public static final Instant START = Instant.parse("2026-11-24T12:00:00Z");
    private static final TenantId TENANT =
            new TenantId(UUID.fromString("11111111-1111-4111-8111-111111111111"));
    private static final byte[] RECORD = {'{', '}'};
    static final KeyParameters EC = new KeyParameters.Ec(Curve.P_256);

    public final FakeClock clock;
    public final SeededRandom random = new SeededRandom(1);
    public final Keys keys = new Keys(random);
    public final X509Signer signer = new X509Signer(keys, random);
    final Store store = Store.inMemory();
    private final Path keyFile;
    private SealedStore records;
    public Vaults vaults;

    public World(Path directory, Instant start) {
        this.clock = new FakeClock(start);
        this.keyFile = directory.resolve("root.key");
        try {
            this.records = SealedStore.open(store, KeyFile.openOrCreate(keyFile, random), random);
        } catch (IOException fault) {
            throw new UncheckedIOException(fault);
        }
        this.vaults = Vaults.open(records, store, clock, random);
    }

    /// As after a restart: the same rows, nothing in memory.
    public void reopen() {
        records.close();
        try {
            records = SealedStore.open(store, KeyFile.open(keyFile, random), random);
        } catch (IOException fault) {
            throw new UncheckedIOException(fault);
        }
        vaults = Vaults.open(records, store, clock, random);
    }

    public Foundation foundation() {
        return new Foundation(records, store, vaults, clock, random);
    }

    public SealedStore records() {
        return records;
    }

    public Vault vault(String name) {
        Vault vault =
                new Vault(
                        vaults.newId(),
                        new VaultName(name),
                        TENANT,
                        new Placement(
                                UUID.fromString("22222222-2222-4222-8222-222222222222"),
                                "Group01",
                                "local"),
                        new VaultSettings(
                                Sku.STANDARD,
                                Map.of(),
                                EnabledFor.NOTHING,
                                new RecoveryLevel(90, false),
                                false,
                                true,
                                null,
                                List.of()),
                        Trail.start(clock.instant(), "tester"));
        return vaults.create(vault, () -> RECORD).toCompletableFuture().join();
    }

    /// How many accounts with ACME servers a vault has.
    public int accounts(Vault vault) {
        return records.vault(vault.id())
                .list(Page.first(vault.id().toString(), "acme-account", 10))
                .size();
    }

    public static byte[] recorded() {
        return RECORD;
    }

    public static X509Properties web(String subject, String... dnsNames) {
        return new X509Properties(
                subject,
                SubjectAlternativeNames.ofDns(List.of(dnsNames)),
                X509Properties.DEFAULT_EXTENDED_KEY_USAGE,
                X509Properties.DEFAULT_KEY_USAGE,
                12);
    }

    public static IssuerSettings issuer(String provider, @Nullable String organization) {
        return new IssuerSettings(
                provider, null, null, new Organization(organization, List.of()), true);
    }

    /// An order for a new key.
    ///
    /// @param number tells orders apart
    public IssuerOrder order(
            Vault vault, IssuerSettings issuer, X509Properties properties, int number) {
        return order(vault, issuer, properties, number, null);
    }

    public IssuerOrder order(
            Vault vault,
            IssuerSettings issuer,
            X509Properties properties,
            int number,
            @Nullable SecretBytes progress) {
        SecretBytes key = keys.generate(EC);
        return new IssuerOrder(
                vault.id(),
                new ObjectName("web"),
                "%032x".formatted(number),
                signer.request(EC, key, properties),
                new CertificatePolicy(
                        new CertificateKey(EC, true, false),
                        SecretFormat.PKCS12,
                        properties,
                        List.of(),
                        new IssuerReference("ours", null, null)),
                issuer,
                progress);
    }

    @Override
    public void close() {
        records.close();
        store.close();
    }
}

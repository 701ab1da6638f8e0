package dev.keyward.issuers.acme;

import dev.keyward.crypto.encoding.CanonicalReader;
import dev.keyward.crypto.encoding.CanonicalWriter;
import dev.keyward.crypto.forms.JavaKeyPair;
import dev.keyward.crypto.keys.Keys;
import dev.keyward.model.Bug;
import dev.keyward.model.Curve;
import dev.keyward.model.KeyParameters;
import dev.keyward.model.SecretAccess;
import dev.keyward.model.SecretBytes;
import dev.keyward.model.VaultError;
import dev.keyward.model.VaultException;
import dev.keyward.model.VaultId;
import dev.keyward.records.Draft;
import dev.keyward.records.OpenRecord;
import dev.keyward.records.RecordId;
import dev.keyward.records.RecordScope;
import dev.keyward.records.Stages;
import dev.keyward.vault.issuers.IssuerSettings;
import dev.keyward.vault.issuers.Organization;
import dev.keyward.vault.objects.Foundation;
import java.net.URI;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.shredzone.acme4j.AccountBuilder;
import org.shredzone.acme4j.Login;
import org.shredzone.acme4j.Session;
import org.shredzone.acme4j.exception.AcmeException;

/// The accounts of vaults with ACME servers: one a vault, directory and external account. The key
/// is made here, sealed like any other, and never shown.
final class AcmeAccounts {
    private static final String KIND = "acme-account";
    private static final String PAYLOAD = "acme-account-key";
    private static final KeyParameters KEY = new KeyParameters.Ec(Curve.P_256);

    private final Foundation on;
    private final Keys keys;

    AcmeAccounts(Foundation on) {
        this.on = on;
        this.keys = new Keys(on.random());
    }

    /// @param url as the server calls it; null before it is known there
    private record Account(@Nullable String url, SecretBytes pkcs8, long revision) {}

    /// An account that is known to the server; one that isn't is made there.
    Login login(VaultId vault, IssuerSettings settings, Session session) throws AcmeException {
        RecordId place = place(settings);
        // The key is stored before the server hears of it, so that no account is ever lost.
        Account account = find(vault, place).orElseGet(() -> make(vault, place));
        KeyPair pair = JavaKeyPair.ofEc(account.pkcs8());
        try (SecretBytes _ = account.pkcs8()) {
            if (account.url() != null) {
                return session.login(url(account.url()), pair);
            }
            Login login = register(settings, session, pair);
            put(
                    vault,
                    place,
                    new Account(
                            login.getAccountLocation().toString(),
                            account.pkcs8(),
                            account.revision()));
            return login;
        }
    }

    /// The server doesn't know the account any more: it is made anew with the same key next time.
    void forget(VaultId vault, IssuerSettings settings) {
        RecordId place = place(settings);
        find(vault, place)
                .ifPresent(account -> {
                    try (SecretBytes key = account.pkcs8()) {
                        put(vault, place, new Account(null, key, account.revision()));
                    }
                });
    }

    /// What says that the account belongs to a customer of the server (RFC 8555 7.3.4) goes along
    /// where the settings have it.
    private static Login register(IssuerSettings settings, Session session, KeyPair pair)
            throws AcmeException {
        AccountBuilder builder = new AccountBuilder().agreeToTermsOfService().useKeyPair(pair);
        for (Organization.Administrator each : settings.organization().administrators()) {
            if (each.email() != null) {
                builder.addEmail(each.email());
            }
        }
        if (settings.accountId() != null && settings.password() != null) {
            builder.withKeyIdentifier(
                    settings.accountId(), settings.password().toUtf8(SecretAccess.request()));
        }
        return builder.createLogin(session);
    }

    private Account make(VaultId vault, RecordId place) {
        try {
            return put(vault, place, new Account(null, keys.generate(KEY), 0));
        } catch (VaultException refusal) {
            if (refusal.error() instanceof VaultError.Conflict) {
                // Another order of this vault was first.
                return find(vault, place).orElseThrow(() -> refusal);
            }
            throw refusal;
        }
    }

    private Account put(VaultId vault, RecordId place, Account account) {
        RecordScope scope = on.records().vault(vault);
        try (SecretBytes payload =
                CanonicalWriter.of(PAYLOAD, 1).secret(account.pkcs8()).toSecretBytes()) {
            var sealed =
                    scope.seal(
                            new Draft(
                                    place,
                                    account.revision(),
                                    0,
                                    0,
                                    CanonicalWriter.of(KIND, 1).text(account.url()).toBytes(),
                                    payload));
            return Stages.join(
                    on.store()
                            .change(tx -> {
                                scope.put(tx, sealed);
                                return new Account(
                                        account.url(), account.pkcs8(), account.revision() + 1);
                            }));
        }
    }

    private Optional<Account> find(VaultId vault, RecordId place) {
        return on.records().vault(vault).get(place).map(AcmeAccounts::read);
    }

    private static Account read(OpenRecord row) {
        try (SecretBytes payload =
                row.payload().orElseThrow(() -> Bug.because("an account without a key"))) {
            return new Account(
                    row.<Optional<String>>clear(
                                    KIND,
                                    in -> Optional.ofNullable(in.expectFormat(1).optionalText()))
                            .orElse(null),
                    CanonicalReader.read(payload, PAYLOAD, in -> in.expectFormat(1).secret()),
                    row.revision());
        }
    }

    private static RecordId place(IssuerSettings settings) {
        String who =
                settings.organization().id()
                        + "\n"
                        + (settings.accountId() == null ? "" : settings.accountId());
        try {
            return RecordId.of(
                    KIND,
                    HexFormat.of()
                            .formatHex(
                                    MessageDigest.getInstance("SHA-256")
                                            .digest(who.getBytes(StandardCharsets.UTF_8))));
        } catch (NoSuchAlgorithmException e) {
            throw Bug.because("SHA-256 belongs to every JDK", e);
        }
    }

    static URL url(String text) {
        try {
            return URI.create(text).toURL();
        } catch (java.net.MalformedURLException | IllegalArgumentException e) {
            throw Bug.because("an address was stored that is none", e);
        }
    }
}

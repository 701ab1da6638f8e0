package dev.keyward.vault;

import dev.keyward.records.Counted;
import dev.keyward.vault.certificates.Enrolments;
import dev.keyward.vault.certificates.Renewals;
import dev.keyward.vault.certificates.VaultCertificates;
import dev.keyward.vault.contacts.ContactLetters;
import dev.keyward.vault.contacts.VaultContacts;
import dev.keyward.vault.issuers.CertificateIssuers;
import dev.keyward.vault.issuers.VaultIssuers;
import dev.keyward.vault.keys.VaultKeys;
import dev.keyward.vault.objects.Foundation;
import dev.keyward.vault.secrets.VaultSecrets;
import dev.keyward.vault.stored.CountedObjects;
import dev.keyward.vault.upkeep.Chore;
import dev.keyward.vault.upkeep.Deed;
import dev.keyward.vault.upkeep.VaultChore;
import java.util.List;
import java.util.function.Function;

/// Everything that vaults hold, of every kind.
///
/// @param enrolments takes certificates on that were begun
/// @param chores the background work on all of it
public record VaultObjects(
        VaultKeys keys,
        VaultSecrets secrets,
        VaultCertificates certificates,
        VaultIssuers issuers,
        VaultContacts contacts,
        Enrolments enrolments,
        List<Chore> chores) {
    /// What the store that they are in is to count.
    public static final Counted COUNTED = new CountedObjects();

    /// Without anybody to write letters to.
    ///
    /// @param providers the certificate authorities that issuers may name
    /// @param evidence makes the audit record of what the background work does
    public static VaultObjects on(
            Foundation foundation, CertificateIssuers providers, Function<Deed, byte[]> evidence) {
        return on(foundation, new VaultKeys(foundation), providers, ContactLetters.NONE, evidence);
    }

    /// With keys that have a hardware module, or some made in advance, and letters to contacts.
    public static VaultObjects on(
            Foundation foundation,
            VaultKeys keys,
            CertificateIssuers providers,
            ContactLetters letters,
            Function<Deed, byte[]> evidence) {
        VaultSecrets secrets = new VaultSecrets(foundation);
        VaultIssuers issuers = new VaultIssuers(foundation, providers);
        VaultCertificates certificates =
                new VaultCertificates(foundation, keys, secrets, issuers, letters);
        Enrolments enrolments = new Enrolments(foundation, certificates, issuers, evidence);
        return new VaultObjects(
                keys,
                secrets,
                certificates,
                issuers,
                new VaultContacts(foundation.records(), foundation.store()),
                enrolments,
                List.of(
                        new VaultChore(foundation.vaults(), evidence),
                        secrets.chore(evidence),
                        keys.chore(evidence),
                        certificates.chore(evidence),
                        enrolments,
                        new Renewals(foundation, certificates, enrolments, evidence)));
    }
}

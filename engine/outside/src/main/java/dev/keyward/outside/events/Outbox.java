package dev.keyward.outside.events;

import dev.keyward.model.DeploymentTime;
import dev.keyward.model.ObjectKind;
import dev.keyward.model.SecretBytes;
import dev.keyward.model.VaultId;
import dev.keyward.records.RecordScope;
import dev.keyward.records.Sealed;
import dev.keyward.records.SealedStore;
import dev.keyward.vault.contacts.ContactLetters;
import dev.keyward.vault.contacts.ContactNotice;
import dev.keyward.vault.objects.Announcer;
import dev.keyward.vault.objects.Happening;
import dev.keyward.vault.vaults.Vault;
import dev.keyward.vault.vaults.Vaults;
import dev.keyward.wire.CloudEvent;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Writes events down where somebody wants them, in the change they tell of.
public final class Outbox implements Announcer, ContactLetters {
    private final SealedStore records;
    private final Vaults vaults;
    private final EventSubscriptions subscriptions;
    private final Function<Vault, String> urls;
    private final SecureRandom random;
    private final DeploymentTime time;
    private final ContactMail mail;

    /// @param urls of vaults
    /// @param mail to contacts
    public Outbox(
            SealedStore records,
            Vaults vaults,
            EventSubscriptions subscriptions,
            Function<Vault, String> urls,
            SecureRandom random,
            DeploymentTime time,
            ContactMail mail) {
        this.records = records;
        this.vaults = vaults;
        this.subscriptions = subscriptions;
        this.urls = urls;
        this.random = random;
        this.time = time;
        this.mail = mail;
    }

    @Override
    public List<Sealed> announce(VaultId id, Happening happening) {
        List<Sealed> letters = new ArrayList<>(events(id, happening));
        if (happening.kind() == ObjectKind.CERTIFICATE
                && happening.what() == Happening.What.EXPIRED) {
            letters.addAll(
                    letters(
                            id,
                            new ContactNotice(
                                    ContactNotice.What.EXPIRED,
                                    happening.name(),
                                    happening.version(),
                                    happening.expires(),
                                    happening.at(),
                                    null)));
        }
        return letters;
    }

    @Override
    public List<Sealed> letters(VaultId id, ContactNotice notice) {
        return mail.letters(id, notice);
    }

    private List<Sealed> events(VaultId id, Happening happening) {
        return letters(
                id,
                EventSubscriptions.type(happening.kind(), happening.what()),
                happening.at(),
                vault ->
                        new CloudEvent.Data(
                                urls.apply(vault)
                                        + "/"
                                        + happening.kind().collection()
                                        + "/"
                                        + happening.name()
                                        + "/"
                                        + happening.version(),
                                shown(vault),
                                happening.kind().word(),
                                happening.name().value(),
                                happening.version().value(),
                                seconds(happening.notBefore()),
                                seconds(happening.expires())));
    }

    /// Who may do what in the vault was changed. It isn't told how: whom an event goes to needn't
    /// be somebody who may see that.
    public List<Sealed> policiesChanged(Vault changed, Instant now) {
        return letters(
                changed.id(),
                EventSubscriptions.POLICIES_CHANGED,
                now.truncatedTo(ChronoUnit.SECONDS),
                vault ->
                        new CloudEvent.Data(
                                urls.apply(vault),
                                shown(vault),
                                "Vault",
                                shown(vault),
                                "",
                                null,
                                null));
    }

    private List<Sealed> letters(
            VaultId id, String type, Instant at, Function<Vault, CloudEvent.Data> data) {
        List<EventSubscription> wanting =
                subscriptions.of(id).stream().filter(each -> each.types().contains(type)).toList();
        Optional<Vault> vault = wanting.isEmpty() ? Optional.empty() : vaults.find(id);
        if (vault.isEmpty()) {
            return List.of();
        }
        RecordScope scope = records.vault(id);
        Instant due = time.certain();
        List<Sealed> letters = new ArrayList<>();
        for (EventSubscription each : wanting) {
            String event = Letter.newId(random);
            CloudEvent told =
                    new CloudEvent(
                            event,
                            source(vault.get()),
                            type,
                            at.toString(),
                            data.apply(vault.get()));
            try (SecretBytes body = SecretBytes.adopt(told.toJson())) {
                letters.add(
                        scope.seal(
                                new Letter(
                                                event,
                                                new Letter.Recipient.Subscription(each.name()),
                                                0,
                                                due,
                                                0)
                                        .due(due, body)));
            }
        }
        return letters;
    }

    private static String source(Vault vault) {
        return "/subscriptions/"
                + vault.placement().subscriptionId()
                + "/resourceGroups/"
                + vault.placement().resourceGroup()
                + "/providers/Microsoft.KeyVault/vaults/"
                + vault.name();
    }

    private static String shown(Vault vault) {
        return vault.name().value().toLowerCase(Locale.ROOT);
    }

    private static @Nullable String seconds(@Nullable Instant time) {
        return time == null ? null : Long.toString(time.getEpochSecond());
    }
}

package dev.keyward.directory.tenancy;

import dev.keyward.crypto.encoding.CanonicalReader;
import dev.keyward.crypto.encoding.CanonicalWriter;
import dev.keyward.directory.principals.PrincipalIds;
import dev.keyward.model.PrincipalId;
import dev.keyward.model.SecretBytes;
import dev.keyward.model.TenantId;
import dev.keyward.model.VaultError;
import dev.keyward.model.VaultException;
import dev.keyward.records.entities.EntityKind;
import dev.keyward.records.entities.Index;
import dev.keyward.records.entities.Parent;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// How subscriptions are stored. Format 1 had no offers; a subscription without one is still
/// written in it.
final class SubscriptionKind implements EntityKind<Subscription> {
    private static final int WITHOUT_OFFER = 1;
    private static final int WITH_OFFER = 2;

    @Override
    public String word() {
        return "subscription";
    }

    @Override
    public String key(Subscription subscription) {
        return subscription.id().toString();
    }

    @Override
    public byte[] clear(Subscription subscription) {
        boolean old =
                subscription.side() == Subscription.Side.TENANT && subscription.terms() == null;
        CanonicalWriter out =
                CanonicalWriter.of(word(), old ? WITHOUT_OFFER : WITH_OFFER)
                        .uuid(subscription.id())
                        .uuid(subscription.tenant().value())
                        .text(subscription.displayName())
                        .text(subscription.state().word());
        PrincipalIds.write(out, subscription.owners());
        PrincipalIds.write(out, subscription.contributors());
        out.count(subscription.providers().size());
        new TreeMap<>(subscription.providers())
                .forEach((namespace, state) -> out.text(namespace).text(state.word()));
        if (!old) {
            out.text(subscription.side().word());
            write(out, subscription.terms());
        }
        return out.toBytes();
    }

    private static void write(CanonicalWriter out, @Nullable Terms terms) {
        out.flag(terms != null);
        if (terms != null) {
            out.text(terms.offer())
                    .text(terms.owner())
                    .uuid(terms.delegatedProvider())
                    .text(terms.externalReferenceId());
        }
    }

    @Override
    public Subscription read(CanonicalReader in, @Nullable SecretBytes sealed) {
        boolean old = in.formatVersion() == WITHOUT_OFFER;
        if (!old) {
            in.expectFormat(WITH_OFFER);
        }
        UUID id = in.uuid();
        TenantId tenant = new TenantId(in.uuid());
        String displayName = in.text();
        Subscription.State state =
                named(Subscription.State.values(), Subscription.State::word, in.text(), "state");
        Set<PrincipalId> owners = PrincipalIds.read(in);
        Set<PrincipalId> contributors = PrincipalIds.read(in);
        Map<String, Subscription.Registration> providers = new LinkedHashMap<>();
        int count = in.count();
        for (int i = 0; i < count; i++) {
            providers.put(
                    in.text(),
                    named(
                            Subscription.Registration.values(),
                            Subscription.Registration::word,
                            in.text(),
                            "registration state"));
        }
        Subscription.Side side =
                old
                        ? Subscription.Side.TENANT
                        : named(
                                Subscription.Side.values(),
                                Subscription.Side::word,
                                in.text(),
                                "side");
        Terms terms = old || !in.flag() ? null : terms(in);
        return new Subscription(
                id, tenant, displayName, state, owners, contributors, providers, side, terms);
    }

    private static Terms terms(CanonicalReader in) {
        return new Terms(in.text(), in.text(), in.optionalUuid(), in.optionalText());
    }

    private static <E> E named(E[] all, Function<E, String> word, String wanted, String what) {
        for (E each : all) {
            if (word.apply(each).equals(wanted)) {
                return each;
            }
        }
        throw new VaultException(
                new VaultError.IntegrityFailure("a subscription has an unknown " + what));
    }

    @Override
    public List<Index<Subscription, ?>> indexes() {
        return List.of(
                Subscription.MANAGER,
                Subscription.SIDE,
                Subscription.STATE,
                Subscription.OFFER,
                Subscription.DELEGATED_PROVIDER);
    }

    @Override
    public Optional<Parent<Subscription>> parent() {
        return Optional.of(
                new Parent<>("tenant", subscription -> subscription.tenant().toString()));
    }
}

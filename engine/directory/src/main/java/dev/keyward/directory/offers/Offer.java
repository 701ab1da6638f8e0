package dev.keyward.directory.offers;

import dev.keyward.crypto.encoding.CanonicalReader;
import dev.keyward.crypto.encoding.CanonicalWriter;
import dev.keyward.model.SecretBytes;
import dev.keyward.model.VaultError;
import dev.keyward.model.VaultException;
import dev.keyward.records.entities.EntityKind;
import dev.keyward.records.entities.Index;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// What tenants subscribe to: one or more plans that each subscription gets, and plans that may be
/// added later (tenancy.md, section 3.2).
///
/// @param name as its maker wrote it; compared without regard to letter case, one of a deployment
/// @param basePlans canonical names, one or more
/// @param maxSubscriptionsPerAccount 0 for as many as somebody likes
public record Offer(
        String name,
        Description description,
        State state,
        List<String> basePlans,
        List<AddOn> addOns,
        int maxSubscriptionsPerAccount) {
    static final EntityKind<Offer> KIND = new Kind();

    /// Both base plans and add-ons.
    static final Index<Offer, String> PLAN = Index.ofEach(offer -> offer.plans().toList());

    public Offer {
        basePlans = List.copyOf(basePlans);
        addOns = List.copyOf(addOns);
    }

    /// A plan that may be added to a subscription.
    ///
    /// @param plan canonical name
    /// @param maxAcquisitionCount how often a subscription may add it, 1 or more
    public record AddOn(String plan, int maxAcquisitionCount) {}

    /// How a plan belongs to an offer.
    public enum Link {
        BASE,
        ADD_ON
    }

    /// Who may subscribe (tenancy.md, section 2.1).
    public enum State {
        /// Nobody but whom the operator gives a subscription.
        PRIVATE("Private"),
        /// Everybody.
        PUBLIC("Public"),
        /// Nobody; who has subscribed goes on.
        DECOMMISSIONED("Decommissioned");

        private final String word;

        State(String word) {
            this.word = word;
        }

        public String word() {
            return word;
        }

        /// In any letter case.
        public static Optional<State> of(String word) {
            return Stream.of(values())
                    .filter(state -> state.word.equalsIgnoreCase(word))
                    .findFirst();
        }
    }

    Stream<String> plans() {
        return Stream.concat(basePlans.stream(), addOns.stream().map(AddOn::plan)).distinct();
    }

    public Optional<AddOn> addOn(String plan) {
        return addOns.stream().filter(each -> each.plan.equals(Plan.canonical(plan))).findFirst();
    }

    /// With the plan in the given part, in place of what it was before.
    public Offer with(Link link, String plan, int maxAcquisitionCount) {
        String canonical = Plan.canonical(plan);
        Offer rest = without(canonical);
        List<String> base = new ArrayList<>(rest.basePlans);
        List<AddOn> more = new ArrayList<>(rest.addOns);
        switch (link) {
            case BASE -> base.add(canonical);
            case ADD_ON -> more.add(new AddOn(canonical, maxAcquisitionCount));
        }
        return withPlans(base, more);
    }

    public Offer without(String plan) {
        String canonical = Plan.canonical(plan);
        return withPlans(
                basePlans.stream().filter(each -> !each.equals(canonical)).toList(),
                addOns.stream().filter(each -> !each.plan.equals(canonical)).toList());
    }

    private Offer withPlans(List<String> base, List<AddOn> more) {
        return new Offer(name, description, state, base, more, maxSubscriptionsPerAccount);
    }

    private static final class Kind implements EntityKind<Offer> {
        @Override
        public String word() {
            return "offer";
        }

        @Override
        public String key(Offer offer) {
            return offer.name.toLowerCase(Locale.ROOT);
        }

        @Override
        public byte[] clear(Offer offer) {
            CanonicalWriter out = CanonicalWriter.of(word(), 1).text(offer.name);
            offer.description
                    .write(out)
                    .text(offer.state.word)
                    .texts(offer.basePlans)
                    .count(offer.addOns.size());
            offer.addOns.forEach(each -> out.text(each.plan).number(each.maxAcquisitionCount));
            return out.number(offer.maxSubscriptionsPerAccount).toBytes();
        }

        @Override
        public Offer read(CanonicalReader in, @Nullable SecretBytes sealed) {
            in.expectFormat(1);
            String name = in.text();
            Description description = Description.read(in);
            State state = State.of(in.text()).orElseThrow(Kind::unknownState);
            List<String> base = in.texts();
            List<AddOn> more = new ArrayList<>();
            int count = in.count();
            for (int i = 0; i < count; i++) {
                more.add(new AddOn(in.text(), in.smallNumber()));
            }
            return new Offer(name, description, state, base, more, in.smallNumber());
        }

        private static VaultException unknownState() {
            return new VaultException(
                    new VaultError.IntegrityFailure("an offer has an unknown state"));
        }

        @Override
        public List<Index<Offer, ?>> indexes() {
            return List.of(PLAN);
        }
    }
}

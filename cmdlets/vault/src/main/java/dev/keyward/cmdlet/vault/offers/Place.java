package dev.keyward.cmdlet.vault.offers;

import dev.keyward.client.management.ResourceId;
import dev.keyward.cmdlet.PsObject;
import dev.keyward.cmdlet.vault.shape.Refusal;
import dev.keyward.cmdlet.vault.shape.Run;
import dev.keyward.wire.offers.Envelope;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Where a plan or an offer is that arguments mean: by its id, as an object, or by its name.
///
/// @param group its resource group
record Place(String group, String name) {
    /// @param word for whoever reads a refusal, such as `plan`
    /// @param all those of all groups; asked where the group isn't said, for names are used once
    /// @throws Refusal if an id isn't one, or there's nothing of the name
    static Place of(Run run, String word, Supplier<Stream<Envelope>> all) {
        return find(run, word, all)
                .orElseThrow(
                        () -> Refusal.of("There's no %s '%s'.".formatted(word, run.text("Name"))));
    }

    /// [#of], or nothing if there's nothing of the name.
    static Optional<Place> find(Run run, String word, Supplier<Stream<Envelope>> all) {
        String id = id(run);
        if (id != null) {
            return Optional.of(ofId(id, word));
        }
        String name = run.required("Name");
        String group = run.text("ResourceGroupName");
        return group == null
                ? all.get()
                        .filter(it -> name.equalsIgnoreCase(it.name()))
                        .findFirst()
                        .map(it -> ofId(Objects.requireNonNull(it.id()), word))
                : Optional.of(new Place(group, name));
    }

    private static @Nullable String id(Run run) {
        PsObject object = run.inputObject();
        return object == null ? run.text("ResourceId") : String.valueOf(object.get("Id"));
    }

    private static Place ofId(String id, String word) {
        return ResourceId.parse(id)
                .map(it -> new Place(it.resourceGroup(), it.name()))
                .orElseThrow(() ->
                        Refusal.of(
                                "-ResourceId: must be the id of %s, as objects have it."
                                        .formatted(
                                                word.equals("offer") ? "an offer" : "a " + word)));
    }
}

package dev.keyward.wire.offers;

import dev.keyward.wire.JsonReader;
import dev.keyward.wire.JsonWriter;
import dev.keyward.wire.WireBody;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The body of `moveSubscriptions` and `validateMoveSubscriptions`.
///
/// @param targetDelegatedProviderOffer id of an offer, of the operator or of a delegated provider;
///   null to make the subscriptions the operator's own on the offers they are on
/// @param resources ids of subscriptions as the operator gets them
public record MoveSubscriptions(
        @Nullable String targetDelegatedProviderOffer, List<String> resources) implements WireBody {
    public MoveSubscriptions {
        resources = List.copyOf(resources);
    }

    public static MoveSubscriptions parse(byte[] json) {
        return JsonReader.parse(
                json,
                in -> {
                    String target = null;
                    List<String> resources = List.of();
                    while (in.next()) {
                        switch (in.member()) {
                            case "targetDelegatedProviderOffer" -> target = in.text();
                            case "resources" -> resources = in.texts();
                            default -> in.skip();
                        }
                    }
                    return new MoveSubscriptions(target, resources);
                });
    }

    @Override
    public void writeMembers(JsonWriter out) {
        out.text("targetDelegatedProviderOffer", targetDelegatedProviderOffer);
        out.texts("resources", resources);
    }
}

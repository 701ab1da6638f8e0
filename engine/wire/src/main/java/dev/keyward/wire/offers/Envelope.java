package dev.keyward.wire.offers;

import dev.keyward.wire.JsonReader;
import dev.keyward.wire.JsonWriter;
import dev.keyward.wire.WireBody;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// What stands around the properties of a resource. In requests all may be absent.
public record Envelope(
        @Nullable String id,
        @Nullable String name,
        @Nullable String location,
        @Nullable Map<String, String> tags) {
    /// Of a request.
    public static Envelope at(@Nullable String location) {
        return new Envelope(null, null, location, null);
    }

    void write(JsonWriter out, String type, WireBody properties) {
        out.text("id", id);
        out.text("name", name);
        out.text("type", id == null ? null : type);
        out.text("location", location);
        out.textMap("tags", tags);
        out.object("properties", properties);
    }

    /// Reads a resource.
    ///
    /// @param property takes the reader's present member, one of its properties, or passes over it
    static Envelope read(JsonReader in, Consumer<JsonReader> property) {
        Reading around = new Reading();
        while (in.next()) {
            if (in.member().equals("properties")) {
                around = in.object(properties(around, property));
            } else {
                around.take(in);
            }
        }
        return around.whole();
    }

    private static Function<JsonReader, Reading> properties(
            Reading around, Consumer<JsonReader> property) {
        return in -> {
            while (in.next()) {
                property.accept(in);
            }
            return around;
        };
    }

    /// Takes the members one by one as they come.
    private static final class Reading {
        private @Nullable String id;
        private @Nullable String name;
        private @Nullable String location;
        private @Nullable Map<String, String> tags;

        /// Takes the reader's present member, or passes over it.
        void take(JsonReader in) {
            switch (in.member()) {
                case "id" -> id = in.text();
                case "name" -> name = in.text();
                case "location" -> location = in.text();
                case "tags" -> tags = in.textMap();
                default -> in.skip();
            }
        }

        Envelope whole() {
            return new Envelope(id, name, location, tags);
        }
    }
}

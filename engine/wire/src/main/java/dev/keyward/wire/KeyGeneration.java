package dev.keyward.wire;

/// The answer to the rotation of a key that seals records: which one it is now, counted from 1.
public record KeyGeneration(int generation) implements WireBody {
    public static KeyGeneration read(JsonReader in) {
        Integer generation = null;
        while (in.next()) {
            if (in.member().equals("generation")) {
                generation = in.integer();
            } else {
                in.skip();
            }
        }
        return new KeyGeneration(Required.member("generation", generation));
    }

    @Override
    public void writeMembers(JsonWriter out) {
        out.number("generation", (Integer) generation);
    }
}

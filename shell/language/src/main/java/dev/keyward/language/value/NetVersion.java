package dev.keyward.language.value;

import java.util.Comparator;

/// A System.Version: two to four numbers; parts that aren't given are -1.
public record NetVersion(int major, int minor, int build, int revision)
        implements Comparable<NetVersion> {
    private static final Comparator<NetVersion> ORDER =
            Comparator.comparingInt(NetVersion::major)
                    .thenComparingInt(NetVersion::minor)
                    .thenComparingInt(NetVersion::build)
                    .thenComparingInt(NetVersion::revision);

    /// @throws NetException if it isn't two to four numbers joined by dots
    public static NetVersion parse(String text) {
        String[] parts = text.strip().split("\\.", -1);
        if (parts.length < 2 || parts.length > 4) {
            throw NetException.argument(
                    "Version string portion was too short or too long.", "input");
        }
        int[] numbers = {-1, -1, -1, -1};
        for (int i = 0; i < parts.length; i++) {
            try {
                numbers[i] = Integer.parseUnsignedInt(parts[i].strip());
            } catch (NumberFormatException e) {
                throw NetException.format(
                        "The input string '" + parts[i] + "' was not in a correct format.");
            }
        }
        return new NetVersion(numbers[0], numbers[1], numbers[2], numbers[3]);
    }

    @Override
    public int compareTo(NetVersion other) {
        return ORDER.compare(this, other);
    }

    @Override
    public String toString() {
        return major
                + "."
                + minor
                + (build < 0 ? "" : "." + build)
                + (revision < 0 ? "" : "." + revision);
    }
}

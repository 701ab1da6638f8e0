package dev.keyward.language.value;

import java.util.random.RandomGenerator;

/// A System.Random; its methods are found as those of any Java object.
public final class NetRandom {
    private final RandomGenerator source;

    NetRandom(RandomGenerator source) {
        this.source = source;
    }

    public int next() {
        return source.nextInt(Integer.MAX_VALUE);
    }

    /// @param most not included
    public int next(int most) {
        return source.nextInt(most);
    }

    /// @param most not included
    public int next(int least, int most) {
        return source.nextInt(least, most);
    }

    public double nextDouble() {
        return source.nextDouble();
    }

    @Override
    public String toString() {
        return "System.Random";
    }
}

package dev.keyward.records;

import java.math.BigInteger;

/// How many records, and the sum of their elements modulo 2^256, in which the order doesn't matter.
record Sum(long count, BigInteger elements) {
    static final Sum NOTHING = new Sum(0, BigInteger.ZERO);

    private static final BigInteger MODULUS = BigInteger.TWO.pow(256);

    Sum plus(BigInteger element) {
        return new Sum(count + 1, elements.add(element).mod(MODULUS));
    }

    Sum plus(Sum other) {
        return new Sum(count + other.count, elements.add(other.elements).mod(MODULUS));
    }

    Sum minus(Sum other) {
        return new Sum(count - other.count, elements.subtract(other.elements).mod(MODULUS));
    }

    Sum minus(BigInteger element) {
        return new Sum(count - 1, elements.subtract(element).mod(MODULUS));
    }
}

package dev.keyward.outside.release;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What a release policy asks of a token's claims. A claim that isn't there meets no condition but
/// the one that it isn't there.
sealed interface Condition {
    boolean holds(Map<String, Object> claims);

    record AllOf(List<Condition> parts) implements Condition {
        @Override
        public boolean holds(Map<String, Object> claims) {
            return parts.stream().allMatch(part -> part.holds(claims));
        }
    }

    record AnyOf(List<Condition> parts) implements Condition {
        @Override
        public boolean holds(Map<String, Object> claims) {
            return parts.stream().anyMatch(part -> part.holds(claims));
        }
    }

    enum Operator {
        EQUALS("equals"),
        NOT_EQUALS("notEquals"),
        LESS("less"),
        LESS_OR_EQUALS("lessOrEquals"),
        GREATER("greater"),
        GREATER_OR_EQUALS("greaterOrEquals"),
        EXISTS("exists");

        private final String word;

        Operator(String word) {
            this.word = word;
        }

        String word() {
            return word;
        }
    }

    /// @param name of the claim; a dot leads into an object
    /// @param value text, number or truth value
    record Claim(String name, Operator operator, Object value) implements Condition {
        private static final int LONGEST_NUMBER = 40;

        @Override
        public boolean holds(Map<String, Object> claims) {
            Object claim = find(claims, name);
            if (operator == Operator.EXISTS) {
                return value.equals(claim != null);
            }
            // What is no single value can be compared with none.
            if (claim == null || claim instanceof Map || claim instanceof List) {
                return false;
            }
            Integer order = order(claim);
            return switch (operator) {
                case EQUALS -> same(claim);
                case NOT_EQUALS -> !same(claim);
                case LESS -> order != null && order < 0;
                case LESS_OR_EQUALS -> order != null && order <= 0;
                case GREATER -> order != null && order > 0;
                case GREATER_OR_EQUALS -> order != null && order >= 0;
                case EXISTS -> false;
            };
        }

        /// Policies write truth values and numbers as text too.
        private boolean same(Object claim) {
            if (claim instanceof Number || value instanceof Number) {
                Integer order = order(claim);
                return order != null && order == 0;
            }
            return claim.toString().equals(value.toString());
        }

        /// Null if they can't be brought into an order.
        private @Nullable Integer order(Object claim) {
            BigDecimal left = number(claim);
            BigDecimal right = number(value);
            return left == null || right == null ? null : (Integer) left.compareTo(right);
        }

        private static @Nullable BigDecimal number(Object value) {
            String text = value.toString();
            if (value instanceof Boolean || text.length() > LONGEST_NUMBER) {
                return null;
            }
            try {
                return new BigDecimal(text);
            } catch (NumberFormatException noNumber) {
                return null;
            }
        }

        /// Names of claims may hold dots themselves, so each split is tried.
        private static @Nullable Object find(Map<?, ?> claims, String name) {
            Object whole = claims.get(name);
            if (whole != null) {
                return whole;
            }
            for (int dot = name.indexOf('.'); dot >= 0; dot = name.indexOf('.', dot + 1)) {
                if (claims.get(name.substring(0, dot)) instanceof Map<?, ?> inner) {
                    Object found = find(inner, name.substring(dot + 1));
                    if (found != null) {
                        return found;
                    }
                }
            }
            return null;
        }
    }
}

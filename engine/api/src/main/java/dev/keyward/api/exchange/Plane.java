package dev.keyward.api.exchange;

/// Which of the four services of a deployment a request is for.
public enum Plane {
    VAULT,
    MANAGEMENT,
    LOGIN,
    GRAPH
}

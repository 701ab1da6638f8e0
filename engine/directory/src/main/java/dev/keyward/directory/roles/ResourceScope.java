package dev.keyward.directory.roles;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Where a role is given, or something is done: an ARM id as its segments, compared without regard
/// to letter case, so that `/.../vaults/kv1` isn't above `/.../vaults/kv10` (authorization.md,
/// section 6).
///
/// @param segments decoded; one that holds a slash stays one
public record ResourceScope(List<String> segments) {
    public ResourceScope {
        segments = List.copyOf(segments);
    }

    /// @param id such as `/subscriptions/{id}/resourceGroups/{name}`; empty segments don't count
    public static ResourceScope of(String id) {
        List<String> segments = new ArrayList<>();
        for (String segment : id.split("/", -1)) {
            if (!segment.isEmpty()) {
                segments.add(segment);
            }
        }
        return new ResourceScope(segments);
    }

    public static ResourceScope ofSubscription(String id) {
        return new ResourceScope(List.of("subscriptions", id));
    }

    public ResourceScope child(String... more) {
        List<String> all = new ArrayList<>(segments);
        all.addAll(List.of(more));
        return new ResourceScope(all);
    }

    /// This, and everything it lies in.
    List<ResourceScope> withAllAbove() {
        List<ResourceScope> all = new ArrayList<>();
        for (int length = 0; length <= segments.size(); length++) {
            all.add(new ResourceScope(segments.subList(0, length)));
        }
        return all;
    }

    /// Whether the other one is this or lies in it.
    public boolean covers(ResourceScope other) {
        if (other.segments.size() < segments.size()) {
            return false;
        }
        for (int i = 0; i < segments.size(); i++) {
            if (!segments.get(i).equalsIgnoreCase(other.segments.get(i))) {
                return false;
            }
        }
        return true;
    }

    /// The id of the subscription it lies in; empty above them all.
    Optional<String> subscription() {
        return segments.size() >= 2 && segments.getFirst().equalsIgnoreCase("subscriptions")
                ? Optional.of(segments.get(1))
                : Optional.empty();
    }

    /// The ARM id.
    public String id() {
        return "/" + String.join("/", segments);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ResourceScope that
                && segments.size() == that.segments.size()
                && covers(that);
    }

    @Override
    public int hashCode() {
        int hash = 1;
        for (String segment : segments) {
            for (int i = 0; i < segment.length(); i++) {
                hash = 31 * hash + Character.toLowerCase(Character.toUpperCase(segment.charAt(i)));
            }
        }
        return hash;
    }

    @Override
    public String toString() {
        return id();
    }
}

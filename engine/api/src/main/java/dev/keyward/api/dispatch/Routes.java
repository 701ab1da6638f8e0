package dev.keyward.api.dispatch;

import dev.keyward.api.exchange.AsciiCase;
import dev.keyward.api.operation.Operation;
import dev.keyward.api.operation.Route;
import dev.keyward.model.Bug;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The routes of one kind of host as a tree over path segments. Immutable once built; matching
/// allocates the match alone.
public final class Routes {
    private final Node root = new Node();
    private final List<Route> all;

    public Routes(List<Route> routes) {
        this.all = List.copyOf(routes);
        routes.forEach(this::add);
    }

    /// Every one of them, as they were given.
    public List<Route> all() {
        return all;
    }

    private void add(Route route) {
        Node node = root;
        List<String> names = new ArrayList<>();
        for (String part : route.template().substring(1).split("/")) {
            if (part.startsWith("{") && part.endsWith("}")) {
                names.add(part.substring(1, part.length() - 1));
                if (node.any == null) {
                    node.any = new Node();
                }
                node = node.any;
            } else {
                node = node.literals.computeIfAbsent(AsciiCase.lower(part), _ -> new Node());
            }
        }
        Leaf leaf = new Leaf(route.operation(), List.copyOf(names));
        if (node.leaves.put(route.method(), leaf) != null) {
            throw Bug.because("two routes for " + route.method() + " " + route.template());
        }
    }

    /// Looks a request up.
    ///
    /// @param segments decoded, none of them empty
    Match match(String method, List<String> segments) {
        Search search = new Search(method, segments);
        search.descend(root, 0);
        return search.found != null
                ? search.found
                : search.pathKnown ? new OtherMethod() : new NoPath();
    }

    /// Whether a path of some route begins with this very segment.
    boolean begin(String segment) {
        return root.literals.containsKey(AsciiCase.lower(segment));
    }

    /// What became of a look-up.
    sealed interface Match {}

    /// @param values of the parts in braces, in order
    record Found(Operation operation, List<String> names, List<String> values) implements Match {}

    /// The path exists, for other methods.
    record OtherMethod() implements Match {}

    /// There is no such path.
    record NoPath() implements Match {}

    private record Leaf(Operation operation, List<String> names) {}

    private static final class Node {
        final Map<String, Node> literals = new HashMap<>();
        final Map<String, Leaf> leaves = new HashMap<>();
        @Nullable Node any;
    }

    /// One look-up: literals first, and back to the part in braces where a literal led nowhere for
    /// this method, so that a key may be called `restore`.
    private static final class Search {
        final String method;
        final List<String> segments;
        final List<String> values = new ArrayList<>(4);
        boolean pathKnown;
        @Nullable Found found;

        Search(String method, List<String> segments) {
            this.method = method;
            this.segments = segments;
        }

        void descend(Node node, int depth) {
            if (depth == segments.size()) {
                Leaf leaf = node.leaves.get(method);
                pathKnown |= !node.leaves.isEmpty();
                if (leaf != null) {
                    found = new Found(leaf.operation(), leaf.names(), values);
                }
                return;
            }
            String segment = segments.get(depth);
            Node literal = node.literals.get(AsciiCase.lower(segment));
            if (literal != null) {
                descend(literal, depth + 1);
                if (found != null) {
                    return;
                }
            }
            if (node.any != null) {
                values.add(segment);
                descend(node.any, depth + 1);
                if (found == null) {
                    values.removeLast();
                }
            }
        }
    }
}

package dev.keyward.rooms;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/// The packages of one room, and who imports whom among them.
///
/// @param packages below the room's own, which is `(root)`
/// @param arrows from each to those it imports, with one class that does
record PackageArrows(
        SortedSet<String> packages, SortedMap<String, SortedMap<String, String>> arrows) {
    static final String ROOT = "(root)";

    /// @param room its own package, such as `dev.keyward.api`
    /// @param classes all of the room
    static PackageArrows of(String room, Collection<JavaClass> classes) {
        PackageArrows seen = new PackageArrows(new TreeSet<>(), new TreeMap<>());
        for (JavaClass from : classes) {
            seen.packages.add(below(room, from));
        }
        for (JavaClass from : classes) {
            for (Dependency each : from.getDirectDependenciesFromSelf()) {
                JavaClass to = each.getTargetClass().getBaseComponentType();
                if (classes.contains(to)) {
                    seen.add(
                            below(room, from),
                            below(room, to),
                            from.getName() + " uses " + to.getName());
                }
            }
        }
        return seen;
    }

    private static String below(String room, JavaClass c) {
        String name = c.getPackageName();
        return name.equals(room) ? ROOT : name.substring(room.length() + 1);
    }

    private void add(String from, String to, String seen) {
        if (!from.equals(to)) {
            arrows.computeIfAbsent(from, _ -> new TreeMap<>()).putIfAbsent(to, seen);
        }
    }

    /// The same with one more arrow.
    PackageArrows with(String from, String to) {
        PackageArrows more = new PackageArrows(packages, new TreeMap<>());
        arrows.forEach((each, targets) -> more.arrows.put(each, new TreeMap<>(targets)));
        more.add(from, to, "planted");
        return more;
    }

    SortedMap<String, String> from(String name) {
        return arrows.getOrDefault(name, new TreeMap<>());
    }

    /// The arrows of one way that leads back to where it began, the shortest from the first package
    /// that has any; none if there is none.
    List<String> cycle() {
        return packages.stream()
                .map(this::wayBackTo)
                .filter(way -> !way.isEmpty())
                .findFirst()
                .orElse(List.of());
    }

    private List<String> wayBackTo(String start) {
        Map<String, String> cameFrom = new TreeMap<>();
        Deque<String> next = new ArrayDeque<>(List.of(start));
        while (!next.isEmpty()) {
            String at = next.remove();
            for (String to : from(at).keySet()) {
                if (cameFrom.putIfAbsent(to, at) == null) {
                    next.add(to);
                }
            }
        }
        List<String> way = new ArrayList<>();
        for (String to = start; cameFrom.containsKey(to); ) {
            String from = cameFrom.get(to);
            way.addFirst(from + " -> " + to + ": " + from(from).get(to));
            if (from.equals(start)) {
                return way;
            }
            to = from;
        }
        return List.of();
    }
}

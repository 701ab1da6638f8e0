package dev.keyward.model;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/// The rights of one list of an access policy, as they were named, in that order.
///
/// @param all the word `all` was named: every right of the list but `purge`, which has to be named
///   by itself (authorization.md, section 2.5)
public record PermissionList<P extends Enum<P> & Permission>(boolean all, Set<P> named) {
    public PermissionList {
        named = Collections.unmodifiableSet(new LinkedHashSet<>(named));
    }

    public static <P extends Enum<P> & Permission> PermissionList<P> none() {
        return new PermissionList<P>(false, Set.of());
    }

    /// @param list the constants of the list
    /// @param words in any letter case; repeated ones count once
    /// @throws VaultException with `BadParameter` for a word the list doesn't have
    public static <P extends Enum<P> & Permission> PermissionList<P> parse(
            Class<P> list, Collection<String> words) {
        boolean all = false;
        Set<P> named = new LinkedHashSet<>();
        for (String word : words) {
            if (word.equalsIgnoreCase("all")) {
                all = true;
            } else {
                named.add(
                        Permission.parse(list, word)
                                .orElseThrow(() ->
                                        new VaultException(
                                                new VaultError.BadParameter(
                                                        "permissions",
                                                        "words of the permission list, not "
                                                                + Printable.name(word)))));
            }
        }
        return new PermissionList<P>(all, named);
    }

    public boolean isEmpty() {
        return !all && named.isEmpty();
    }

    public boolean grants(P permission) {
        return named.contains(permission) || all && !isPurge(permission);
    }

    /// The words as a policy shows them: `all` first, then the named ones.
    public List<String> words() {
        List<String> words = new ArrayList<>();
        if (all) {
            words.add("all");
        }
        named.forEach(permission -> words.add(permission.word()));
        return List.copyOf(words);
    }

    public PermissionList<P> plus(PermissionList<P> other) {
        Set<P> both = new LinkedHashSet<>(named);
        both.addAll(other.named);
        return new PermissionList<P>(all || other.all, both);
    }

    /// What is left without the others; `all` is spelled out when a part of it is taken away.
    ///
    /// @param list the constants of the list
    public PermissionList<P> minus(PermissionList<P> other, Class<P> list) {
        if (other.isEmpty()) {
            return this;
        }
        Set<P> left = new LinkedHashSet<>();
        for (P permission : list.getEnumConstants()) {
            if (grants(permission) && !other.grants(permission)) {
                left.add(permission);
            }
        }
        return new PermissionList<P>(false, left);
    }

    private static boolean isPurge(Permission permission) {
        return permission.word().equals("purge");
    }
}

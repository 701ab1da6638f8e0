package dev.keyward.vault.contacts;

import org.jspecify.annotations.Nullable;

/// Somebody to be told when a certificate of the vault nears its end.
public record Contact(String email, @Nullable String name, @Nullable String phone) {}

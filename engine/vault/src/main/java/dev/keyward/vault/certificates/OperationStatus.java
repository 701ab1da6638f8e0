package dev.keyward.vault.certificates;

import org.jspecify.annotations.Nullable;

/// How far the making of a certificate has come.
public sealed interface OperationStatus {
    /// @param details for the caller's eyes
    record InProgress(String details) implements OperationStatus {}

    record Completed() implements OperationStatus {}

    record Canceled() implements OperationStatus {}

    /// @param code such as `Certificate issuer error`
    record Failed(String code, @Nullable String message) implements OperationStatus {}
}

package dev.keyward.api.exchange;

/// A way into the product for requests of one kind, whatever host they name.
public interface Door extends Api, Refusals {}

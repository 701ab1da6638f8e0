package dev.keyward.api.exchange;

/// How far the host of a request tells what it is for.
public enum HostKind {
    /// A vault's or a plane's own, such as `management.{region}.{domain}`.
    OWN,
    /// One that serves all planes, since there is a default vault; the path told which.
    SHARED
}

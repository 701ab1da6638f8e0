package dev.keyward.outside.events;

/// What came of an attempt to deliver a letter.
enum Outcome {
    TAKEN,
    /// This letter isn't wanted now.
    NOT_NOW,
    /// Nor does it make sense to try others there now.
    UNREACHABLE,
    /// Nobody will answer otherwise to the same letter.
    NEVER
}

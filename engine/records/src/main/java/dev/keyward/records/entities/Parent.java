package dev.keyward.records.entities;

import java.util.function.Function;

/// What the entities of a kind belong to. None can be made without its parent being there, which is
/// looked up in the store inside the change; what becomes of the children of one that is deleted is
/// for whoever deletes it to say.
///
/// @param word the parent's kind
/// @param key of an entity's parent; the same as long as the entity is there
public record Parent<T extends Object>(String word, Function<T, String> key) {}

/// Entities: what a deployment knows of by name (principals, tenants, subscriptions, vaults ...),
/// each kind declared once and all of them held in one way.
///
/// An [EntityKind] says how its entities are named, stored and found. [Entities] holds all of a
/// kind in memory, fed by nothing but what the store says was committed, whoever committed it. A
/// [Batch] writes several of them in one change. What several nodes have to agree on, such as that
/// a name is taken, stands in the store: see [Unique].
///
/// Knows no kind by itself, and nothing of what the entities mean.
///
/// ```java
/// EntityStore known = EntityStore.open(sealed, store, List.of(TENANTS, USERS));
/// Entities<User> users = known.of(USERS);
/// known.batch().create(users, user).commit(user, evidence).thenAccept(answer);
/// users.find(Users.NAME, "somebody@example.org");
/// ```
@NullMarked
package dev.keyward.records.entities;

import org.jspecify.annotations.NullMarked;

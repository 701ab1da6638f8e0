package dev.keyward.directory.principals;

import dev.keyward.model.PrincipalId;

/// The password of a user, hashed. A user without one can't sign in by password.
record Password(PrincipalId user, SecretHash.OfPassword hash) {}

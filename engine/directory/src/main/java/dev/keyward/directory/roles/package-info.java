/// Who may do what: role definitions and assignments, and the decisions about them and about access
/// policies. Entry types: [Authorizer][dev.keyward.directory.roles.Authorizer] for what is in
/// vaults, [ManagementRights][dev.keyward.directory.roles.ManagementRights] for the management
/// plane, [Roles][dev.keyward.directory.roles.Roles] for changes.
///
/// Knows callers as they are; not how they came by their tokens.
@NullMarked
package dev.keyward.directory.roles;

import org.jspecify.annotations.NullMarked;

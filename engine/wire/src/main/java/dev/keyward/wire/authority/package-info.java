/// Bodies about the certificate authority that each vault has, which is this service's own addition
/// to the API.
@NullMarked
package dev.keyward.wire.authority;

import org.jspecify.annotations.NullMarked;

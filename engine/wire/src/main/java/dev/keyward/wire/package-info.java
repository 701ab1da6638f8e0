/// The REST dialect of the data plane: request and response records, their JSON, error codes.
///
/// Pure text to value and back; knows no HTTP, no vault and no storage. Server and client share the
/// records, so each reads and writes itself. Readers are strict: duplicate members, deep or long
/// documents, trailing text and wrong types are refused with `BadParameter`, which never quotes
/// what was sent; unknown members are skipped and `null` counts as absent.
///
/// Entry types: [WireBody], [JsonReader], [ErrorTable].
///
/// ```java
/// var request = SecretSetParameters.parse(body);
/// byte[] answer = new SecretBundle(...).toJson();
/// ```
@NullMarked
package dev.keyward.wire;

import org.jspecify.annotations.NullMarked;

/// What goes over the wire: the JSON of the data plane, of the management plane, of the login and
/// graph endpoints and of Keyward's own calls, and the errors of all of them.
///
/// Pure text to value and back; knows no HTTP but the statuses of [ErrorTable] and
/// [RefusedRequest], no vault and no storage. A body that server and client both touch is one
/// record, which reads and writes itself: what a client sends is written by the record that the
/// server parses, and what a server answers is read by the record that wrote it. What only servers
/// write (key sets, discovery for other tools, events) has no reader, and what only other clients
/// send has no writer.
///
/// Readers of requests are strict: duplicate members, deep or long documents, trailing text and
/// wrong types are refused with `BadParameter`, which never quotes what was sent. Answers are read
/// with wider limits ([JsonReader#parseAnswer]), and stay readable when a server of another version
/// says more or leaves out what can be done without. In both, unknown members are skipped and
/// `null` counts as absent.
///
/// Entry types: [WireBody], [JsonReader], [ErrorTable].
///
/// ```java
/// var request = SecretSetParameters.parse(body);
/// byte[] answer = new SecretBundle(...).toJson();
/// var read = JsonReader.parseAnswer(answer, SecretBundle::read);
/// ```
@NullMarked
package dev.keyward.wire;

import org.jspecify.annotations.NullMarked;

package dev.keyward.records.entities;

import dev.keyward.crypto.encoding.CanonicalReader;
import dev.keyward.crypto.encoding.CanonicalWriter;
import dev.keyward.model.SecretBytes;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// An entity for tests, with everything a kind can have: it belongs to a club, has any number of
/// nicknames that no other member has, plays games that others play too, and has a secret.
record Member(String id, String club, Set<String> nicknames, Set<String> games, SecretBytes word) {
    static final Unique<Member> NICKNAME = Unique.ofEach("nickname", Member::nicknames);
    static final Index<Member, String> GAME = Index.ofEach(Member::games);

    static Member of(String id, String club, Set<String> nicknames, Set<String> games) {
        return new Member(id, club, nicknames, games, SecretBytes.ofUtf8("word of " + id));
    }

    static final EntityKind<Member> KIND =
            new EntityKind<>() {
                @Override
                public String word() {
                    return "member";
                }

                @Override
                public String key(Member member) {
                    return member.id();
                }

                @Override
                public byte[] clear(Member member) {
                    return CanonicalWriter.of(word(), 2)
                            .text(member.id())
                            .text(member.club())
                            .texts(member.nicknames().stream().sorted().toList())
                            .texts(member.games().stream().sorted().toList())
                            .toBytes();
                }

                @Override
                public SecretBytes sealed(Member member) {
                    return CanonicalWriter.of("word", 1).secret(member.word()).toSecretBytes();
                }

                // The first format knew no games.
                @Override
                public Member read(CanonicalReader in, @Nullable SecretBytes sealed) {
                    if (sealed == null) {
                        throw new IllegalStateException("a member without its word");
                    }
                    return new Member(
                            in.text(),
                            in.text(),
                            new HashSet<>(in.texts()),
                            in.formatVersion() == 1 ? Set.of() : new HashSet<>(in.texts()),
                            CanonicalReader.read(
                                    sealed, "word", word -> word.expectFormat(1).secret()));
                }

                @Override
                public List<Unique<Member>> uniques() {
                    return List.of(NICKNAME);
                }

                @Override
                public List<Index<Member, ?>> indexes() {
                    return List.of(GAME);
                }

                @Override
                public Optional<Parent<Member>> parent() {
                    return Optional.of(new Parent<>("club", Member::club));
                }
            };
}

package dev.keyward.wire;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.ByteArrayBuilder;
import dev.keyward.model.Bug;
import dev.keyward.model.SecretAccess;
import dev.keyward.model.SecretBytes;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Writes JSON as a stream, straight to UTF-8. A member whose value is null is left out.
public final class JsonWriter {
    private static final JsonFactory FACTORY = new JsonFactory();
    private static final int TYPICAL_BYTES = 1024;

    private final JsonGenerator json;

    private JsonWriter(JsonGenerator json) {
        this.json = json;
    }

    static byte[] write(WireBody body) {
        try (ByteArrayBuilder bytes = new ByteArrayBuilder(TYPICAL_BYTES)) {
            try (JsonGenerator json = FACTORY.createGenerator(bytes)) {
                new JsonWriter(json).object(body);
            }
            return bytes.toByteArray();
        } catch (IOException impossible) {
            throw Bug.because("writing JSON to memory failed", impossible);
        }
    }

    public void text(String member, @Nullable String value) {
        if (value != null) {
            run(() -> json.writeStringField(member, value));
        }
    }

    /// Writes the UTF-8 octets as a JSON string.
    public void secretText(String member, @Nullable SecretBytes value) {
        if (value != null) {
            value.use(
                    SecretAccess.request(),
                    utf8 -> {
                        run(() -> {
                            json.writeFieldName(member);
                            json.writeUTF8String(utf8, 0, utf8.length);
                        });
                        return utf8.length;
                    });
        }
    }

    public void number(String member, @Nullable Long value) {
        if (value != null) {
            run(() -> json.writeNumberField(member, value));
        }
    }

    public void number(String member, @Nullable Integer value) {
        if (value != null) {
            run(() -> json.writeNumberField(member, value));
        }
    }

    public void bool(String member, @Nullable Boolean value) {
        if (value != null) {
            run(() -> json.writeBooleanField(member, value));
        }
    }

    public void base64url(String member, byte @Nullable [] value) {
        if (value != null) {
            run(() -> json.writeStringField(member, Base64Url.encode(value)));
        }
    }

    public void base64url(String member, @Nullable SecretBytes value) {
        if (value != null) {
            String text = value.use(SecretAccess.request(), Base64Url::encode);
            run(() -> json.writeStringField(member, text));
        }
    }

    /// Writes what is JSON already, byte for byte.
    public void raw(String member, byte[] utf8) {
        run(() -> {
            json.writeFieldName(member);
            json.writeRawValue(new String(utf8, StandardCharsets.UTF_8));
        });
    }

    public void nothing(String member) {
        run(() -> json.writeNullField(member));
    }

    public void texts(String member, @Nullable List<String> values) {
        if (values != null) {
            run(() -> {
                json.writeArrayFieldStart(member);
                for (String value : values) {
                    json.writeString(value);
                }
                json.writeEndArray();
            });
        }
    }

    public void numbers(String member, List<Integer> values) {
        run(() -> {
            json.writeArrayFieldStart(member);
            for (int value : values) {
                json.writeNumber(value);
            }
            json.writeEndArray();
        });
    }

    public void textMap(String member, @Nullable Map<String, String> values) {
        if (values != null) {
            run(() -> {
                json.writeObjectFieldStart(member);
                for (Map.Entry<String, String> pair : values.entrySet()) {
                    json.writeStringField(pair.getKey(), pair.getValue());
                }
                json.writeEndObject();
            });
        }
    }

    public void object(String member, @Nullable WireBody value) {
        if (value != null) {
            run(() -> {
                json.writeFieldName(member);
                object(value);
            });
        }
    }

    public void objects(String member, @Nullable List<? extends WireBody> values) {
        if (values != null) {
            run(() -> {
                json.writeArrayFieldStart(member);
                for (WireBody value : values) {
                    object(value);
                }
                json.writeEndArray();
            });
        }
    }

    private void object(WireBody body) throws IOException {
        json.writeStartObject();
        body.writeMembers(this);
        json.writeEndObject();
    }

    private static void run(Step step) {
        try {
            step.run();
        } catch (IOException impossible) {
            throw Bug.because("writing JSON to memory failed", impossible);
        }
    }

    @FunctionalInterface
    private interface Step {
        void run() throws IOException;
    }
}

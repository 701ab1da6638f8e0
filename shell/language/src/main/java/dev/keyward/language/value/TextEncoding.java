package dev.keyward.language.value;

import java.nio.charset.Charset;

/// A System.Text.Encoding.
record TextEncoding(String typeName, String webName, Charset charset) implements NetObject {
    @Override
    public NetType type() {
        return NetType.of(typeName);
    }

    @Override
    public String toString() {
        return typeName;
    }
}

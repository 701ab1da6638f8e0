package dev.keyward.language.value;

import java.nio.charset.Charset;

/// A System.Text.Encoding.
record TextEncoding(String typeName, String webName, Charset charset) {
    @Override
    public String toString() {
        return typeName;
    }
}

package dev.keyward.language.value;

/// A Java object that stands for one of .NET's.
interface NetObject {
    NetType type();
}

/// A Spring Boot application whose configuration comes from a vault, through Azure's own starter.
@NullMarked
package dev.keyward.examples.spring;

import org.jspecify.annotations.NullMarked;

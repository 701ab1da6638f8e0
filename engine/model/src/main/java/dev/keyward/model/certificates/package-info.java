/// What a certificate should be: the policy and its parts, values only (data-plane-certificates.md,
/// section 2). Entry type: [dev.keyward.model.certificates.CertificatePolicy].
@NullMarked
package dev.keyward.model.certificates;

import org.jspecify.annotations.NullMarked;

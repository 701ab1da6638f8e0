/// The operations on certificates, their issuers and contacts. Entry type: [CertificateRoutes].
@NullMarked
package dev.keyward.api.data.certificates;

import org.jspecify.annotations.NullMarked;

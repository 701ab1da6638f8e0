/// What the pages of the login endpoint are made of: their templates, the headers that go with
/// them, cookies, and forms that only the browser they were made for brings back.
///
/// It knows nothing of what people sign in for.
///
/// Entry types: [Pages], [SealedForms], [Cookies].
@NullMarked
package dev.keyward.api.login.page;

import org.jspecify.annotations.NullMarked;

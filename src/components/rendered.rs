//! Components as text, for tests.

use yew::{BaseComponent, LocalServerRenderer};

/// The HTML of a component in English, without hydration marks.
pub(crate) async fn rendered<C: BaseComponent>(props: C::Properties) -> String {
    crate::i18n::set_current(piecewise_sms::Lang::En);
    LocalServerRenderer::<C>::with_props(props).hydratable(false).render().await
}

//! A place in the page where a component is mounted, and hands to use it with.

use gloo_timers::future::TimeoutFuture;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement, HtmlTextAreaElement, InputEvent, InputEventInit};
use yew::{AppHandle, BaseComponent};

/// A mounted component; taken down when dropped.
pub(crate) struct Stage<C: BaseComponent> {
    host: Element,
    app: Option<AppHandle<C>>,
}

impl<C: BaseComponent> Drop for Stage<C> {
    fn drop(&mut self) {
        if let Some(app) = self.app.take() {
            app.destroy();
        }
        self.host.remove();
    }
}

/// Lets everything that was scheduled happen.
pub(crate) async fn settle() {
    TimeoutFuture::new(0).await;
    TimeoutFuture::new(0).await;
}

impl<C: BaseComponent> Stage<C> {
    /// Mounts a component in an English page.
    pub(crate) async fn with_props(props: C::Properties) -> Self {
        let window = web_sys::window().unwrap();
        window.local_storage().unwrap().unwrap().set_item("piecewise.language", "en").unwrap();
        window.location().set_hash("#/").unwrap();
        piecewise::i18n::set_current(piecewise::i18n::Lang::En);
        let document = window.document().unwrap();
        let host = document.create_element("div").unwrap();
        document.body().unwrap().append_child(&host).unwrap();
        let app = yew::Renderer::<C>::with_root_and_props(host.clone(), props).render();
        settle().await;
        Self { host, app: Some(app) }
    }

    /// The one element for a selector.
    pub(crate) fn query(&self, selector: &str) -> Element {
        self.host.query_selector(selector).unwrap().unwrap_or_else(|| panic!("nothing for {selector}"))
    }

    fn by_test(&self, test: &str) -> Element {
        self.query(&format!("[data-test=\"{test}\"]"))
    }

    /// The text of an element.
    pub(crate) fn text_of(&self, test: &str) -> String {
        self.by_test(test).text_content().unwrap_or_default()
    }

    /// A text control.
    pub(crate) fn text_area(&self, test: &str) -> HtmlTextAreaElement {
        self.by_test(test).dyn_into().unwrap()
    }

    /// Puts a text into a control as typing does, with the caret at `caret`.
    pub(crate) async fn type_into(&self, test: &str, typed: &str, caret: u32) {
        let field = self.text_area(test);
        field.focus().unwrap();
        field.set_value(typed);
        field.set_selection_range(caret, caret).unwrap();
        let init = InputEventInit::new();
        init.set_bubbles(true);
        field.dispatch_event(&InputEvent::new_with_event_init_dict("input", &init).unwrap()).unwrap();
        settle().await;
    }

    /// Presses a button.
    pub(crate) async fn click(&self, test: &str) {
        self.by_test(test).dyn_into::<HtmlElement>().unwrap().click();
        settle().await;
    }

    /// The `data-test` of what has the focus.
    pub(crate) fn focused() -> Option<String> {
        let document = web_sys::window().unwrap().document().unwrap();
        document.active_element().and_then(|element| element.get_attribute("data-test"))
    }
}

impl<C: BaseComponent<Properties = ()>> Stage<C> {
    /// Mounts a component without props.
    pub(crate) async fn with_default() -> Self {
        Self::with_props(()).await
    }
}

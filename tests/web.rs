//! Browser tests: what only a browser knows. Caret, focus, the text control and its mirror, drafts that are kept.

#![cfg(target_arch = "wasm32")]
#![expect(clippy::unwrap_used, reason = "a test that cannot go on should stop")]

#[path = "web/stage.rs"]
mod stage;

use piecewise::{
    components::{Analysis, MessageField},
    drafts::{self, Draft, Overwrite, StoreError},
    i18n::LanguageProvider,
    pages::calculator::{CalculationProvider, CalculatorPage},
    router::HashRouter,
};
use stage::{Stage, settle};
use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};
use yew::prelude::*;

wasm_bindgen_test_configure!(run_in_browser);

#[component]
fn Calculator() -> Html {
    html! {
        <LanguageProvider>
            <HashRouter>
                <CalculationProvider>
                    <CalculatorPage />
                </CalculationProvider>
            </HashRouter>
        </LanguageProvider>
    }
}

/// the caret stays where it is while the figures follow.
#[wasm_bindgen_test]
async fn typing_in_the_middle_keeps_the_caret() {
    let stage = Stage::<Calculator>::with_default().await;
    stage.type_into("calculator-text", "Helo world", 10).await;
    stage.type_into("calculator-text", "Hello world", 3).await;
    assert_eq!(stage.text_area("calculator-text").selection_start(), Ok(Some(3)));
    assert_eq!(stage.text_of("piece-count"), "1 piece");
    assert_eq!(stage.text_of("units"), "11");
}

/// what is shown follows what is typed, over the border and back.
#[wasm_bindgen_test]
async fn the_count_follows_the_text_over_the_border() {
    let stage = Stage::<Calculator>::with_default().await;
    for (n_letters, words) in [(160, "1 piece"), (161, "2 pieces"), (307, "3 pieces"), (153, "1 piece")] {
        stage.type_into("calculator-text", &"a".repeat(n_letters), 0).await;
        assert_eq!(stage.text_of("piece-count"), words, "{n_letters}");
    }
}

/// replacing changes the text as asked, and the focus goes back into it.
#[wasm_bindgen_test]
async fn replacing_all_of_a_kind_returns_to_the_text() {
    let stage = Stage::<Calculator>::with_default().await;
    stage.type_into("calculator-text", "it’s Ann’s café", 0).await;
    stage.click("replace-all").await;
    assert_eq!(stage.text_area("calculator-text").value(), "it's Ann's café");
    assert_eq!(Stage::<Calculator>::focused(), Some("calculator-text".to_owned()));
    stage.click("undo").await;
    assert_eq!(stage.text_area("calculator-text").value(), "it’s Ann’s café");
}

/// The mirror holds the same text as the control, so that its boxes stand behind the right letters.
#[wasm_bindgen_test]
async fn the_mirror_holds_the_text_of_the_control() {
    let stage = Stage::<Calculator>::with_default().await;
    let text = "Zeile eins\nאב 🎉 [x]\n";
    stage.type_into("calculator-text", text, 0).await;
    assert_eq!(stage.query(".mirror").text_content().as_deref(), Some(&*format!("{text}\u{200b}")));
}

/// 1,600 characters that all force Unicode are drawn within a few frames, with few nodes.
#[wasm_bindgen_test]
async fn a_long_text_is_few_nodes() {
    let stage = Stage::<Calculator>::with_default().await;
    stage.type_into("calculator-text", &"汉字短信".repeat(400), 0).await;
    assert_eq!(stage.text_of("piece-count"), "24 pieces");
    assert!(stage.query(".mirror").child_element_count() < 60);
}

#[derive(Properties, PartialEq)]
struct FixedProps {
    on_edit: Callback<AttrValue>,
}

#[component]
fn Fixed(props: &FixedProps) -> Html {
    let node = use_node_ref();
    html! {
        <MessageField
            id="field"
            label="Text"
            analysis={Analysis::of("fixed", &[])}
            on_edit={props.on_edit.clone()}
            {node}
            test="field"
        />
    }
}

/// The control reports exactly what is in it, white space and all.
#[wasm_bindgen_test]
async fn what_is_typed_is_reported_as_it_is() {
    let heard = std::rc::Rc::new(std::cell::RefCell::new(String::new()));
    let on_edit = Callback::from({
        let heard = std::rc::Rc::clone(&heard);
        move |text: AttrValue| *heard.borrow_mut() = text.to_string()
    });
    let stage = Stage::<Fixed>::with_props(FixedProps { on_edit }).await;
    stage.type_into("field", "  %20\u{a0}’\n", 0).await;
    assert_eq!(&*heard.borrow(), "  %20\u{a0}’\n");
}

/// R-160, D4: a draft survives; two tabs do not overwrite each other; deleting deletes.
#[wasm_bindgen_test]
async fn drafts_are_kept_and_conflicts_are_told() {
    let draft = Draft { content: "Hi %name% 🎉".into(), ..Draft::new("web-test".into()) };
    let first = drafts::put(draft.clone(), Overwrite::Any).await.unwrap();
    assert_eq!(drafts::get("web-test").await, Ok(Some(first.clone())));

    let theirs = drafts::put(Draft { content: "theirs".into(), ..first.clone() }, Overwrite::Same).await.unwrap();
    let refused = drafts::put(Draft { content: "mine".into(), ..first }, Overwrite::Same).await;
    assert_eq!(refused, Err(StoreError::Changed(Box::new(theirs))));

    drafts::delete("web-test").await.unwrap();
    assert_eq!(drafts::get("web-test").await, Ok(None));
    settle().await;
}

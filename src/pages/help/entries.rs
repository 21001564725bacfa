//! Explanations under each other: a title, a text, and where it helps a line to copy.

use yew::prelude::*;

use crate::{
    components::CopyButton,
    i18n::{self, t},
    markup::html,
};

/// Every entry whose key begins with `prefix`, in the order of the keys.
pub(super) fn entries(prefix: &str) -> Html {
    let texts = i18n::below(prefix);
    let find = |key: &str| texts.iter().find(|(known, _)| *known == key).map(|(_, text)| *text);
    let names = texts.iter().filter_map(|(key, _)| key.strip_suffix(".title"));
    html! {
        <dl class="glossary card">
            for name in names {
                <div key={name} id={name.trim_start_matches(prefix)}>
                    <dt>{ find(&format!("{name}.title")) }</dt>
                    <dd>
                        { find(&format!("{name}.text")) }
                        if let Some(code) = find(&format!("{name}.code")) {
                            <div class="fact-row">
                                <code class="command">{ code }</code>
                                <CopyButton text={code} label={t!("copy.copy")} />
                            </div>
                        }
                    </dd>
                </div>
            }
        </dl>
    }
}

#[cfg(test)]
mod tests {
    use yew::prelude::*;

    use super::entries;
    use crate::components::rendered::rendered;

    #[component]
    fn Secrets() -> Html {
        entries("help.secrets.")
    }

    /// a class of tools, a command without a key, the line for `.gitignore`, and a pattern to search for.
    #[tokio::test]
    async fn keeping_the_key_safe_is_explained() {
        let html = rendered::<Secrets>(()).await;
        for part in ["vault kv put", ".gitignore", ".env*", "git grep", "AWS Secrets Manager"] {
            assert!(html.contains(part), "{part} is missing in {html}");
        }
    }
}

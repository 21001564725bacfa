//! The application: contexts outside, shell around, page inside.

use yew::prelude::*;

use crate::{
    client::GatewayProvider,
    i18n::LanguageProvider,
    markup::html,
    pages::calculator::CalculationProvider,
    router::HashRouter,
    shell::{Shell, ThemeProvider},
};

/// Props of [`App`].
#[derive(Properties, PartialEq)]
pub struct AppProps {
    /// The one-time token of the sign-in link, if the console was opened with one.
    #[prop_or_default]
    pub token: Option<AttrValue>,
}

/// The whole console.
#[component]
pub fn App(props: &AppProps) -> Html {
    html! {
        <LanguageProvider>
            <ThemeProvider>
                <HashRouter>
                    <GatewayProvider token={props.token.clone()}>
                        <CalculationProvider>
                            <Shell />
                        </CalculationProvider>
                    </GatewayProvider>
                </HashRouter>
            </ThemeProvider>
        </LanguageProvider>
    }
}

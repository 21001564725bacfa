//! A template ready to be filled many times, without a map of values for each.
//!
//! It gives what `piecewise_sms::template::render` gives; a test holds them against each other.

use piecewise_sms::template::{Template, Token};

pub(super) struct Renderer {
    parts: Vec<Part>,
}

pub(super) enum Part {
    Literal(String),
    /// The place of a variable.
    Variable(usize),
}

impl Renderer {
    pub(super) fn new(template: &Template) -> Self {
        let variables = template.variables();
        let part = |token: &Token| match token {
            Token::Literal(span) => Part::Literal(span.of(template.text()).to_owned()),
            Token::Placeholder(placeholder) => {
                let place = variables.iter().position(|variable| *variable == placeholder.name);
                Part::Variable(place.expect("the variables of a template are those of its placeholders"))
            }
        };
        Self { parts: template.tokens().iter().map(part).collect() }
    }

    pub(super) fn parts(&self) -> &[Part] {
        &self.parts
    }

    /// Puts the message for `values` into `text`.
    pub(super) fn render(&self, values: &[&str], text: &mut String) {
        text.clear();
        for part in &self.parts {
            match part {
                Part::Literal(literal) => text.push_str(literal),
                Part::Variable(place) => text.push_str(values.get(*place).copied().unwrap_or_default()),
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use piecewise_sms::{collections::Map, template::render};

    use super::*;

    #[test]
    fn it_renders_as_the_core_does() {
        for text in ["", "plain", "%a%%b%%a%", "Hi %name%, 50% off %code% until %a%", "%客户% %a"] {
            let template = Template::parse(text);
            let values: Vec<String> = (0..template.variables().len()).map(|n| format!("v{n} %a% 100%")).collect();
            let pairs = template.variables().into_iter().map(str::to_owned).zip(values.iter().cloned());
            let expected = render(&template, &pairs.collect::<Map<String, String>>()).text;
            let mut found = String::new();
            let values: Vec<&str> = values.iter().map(String::as_str).collect();
            Renderer::new(&template).render(&values, &mut found);
            assert_eq!(found, expected, "{text}");
        }
    }
}

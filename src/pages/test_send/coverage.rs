//! Which template was tested in which country, and when last.

use std::rc::Rc;

use piecewise_api::{Message, Template};

/// Countries with a column of their own at most.
const N_COLUMNS: usize = 12;

/// Templates by countries.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Coverage {
    /// The countries, those with most tests first, then those that templates name.
    pub(super) countries: Vec<String>,
    /// A row for each template that may be tested.
    pub(super) rows: Vec<Row>,
}

/// A template.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Row {
    pub(super) template: Rc<Template>,
    /// A cell for each country.
    pub(super) cells: Vec<Cell>,
    /// Countries that the template names, without a column and never tested.
    pub(super) n_more: usize,
}

/// A template in a country.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Cell {
    /// The last test.
    Tested(Rc<Message>),
    /// The template names the country, and it was never tested.
    Missing,
    /// Nobody asked for it.
    Nothing,
}

impl Coverage {
    /// From the newest tests, newest first.
    pub(super) fn of(templates: &[Rc<Template>], tests: &[Rc<Message>]) -> Self {
        let sendable: Vec<&Rc<Template>> = templates.iter().filter(|template| template.state.is_sendable()).collect();
        let mut countries: Vec<String> = Vec::new();
        let mut add = |country: &String| {
            if countries.len() < N_COLUMNS && !countries.contains(country) {
                countries.push(country.clone());
            }
        };
        tests.iter().filter_map(|test| test.country.as_ref()).for_each(&mut add);
        sendable.iter().flat_map(|template| &template.countries).for_each(&mut add);
        let rows = sendable.into_iter().map(|template| {
            let last = |country: &String| {
                tests.iter().find(|test| test.template_id == template.id && test.country.as_ref() == Some(country))
            };
            let cell = |country: &String| match last(country) {
                Some(test) => Cell::Tested(Rc::clone(test)),
                None if template.countries.contains(country) => Cell::Missing,
                None => Cell::Nothing,
            };
            let is_more = |country: &&String| !countries.contains(country) && last(country).is_none();
            Row {
                template: Rc::clone(template),
                cells: countries.iter().map(cell).collect(),
                n_more: template.countries.iter().filter(is_more).count(),
            }
        });
        let rows = rows.collect();
        Self { countries, rows }
    }
}

#[cfg(test)]
mod tests {
    use piecewise_sms::template::{ContentType, ReviewState};

    use super::*;
    use crate::pages::messages::sample;

    fn template(id: i64, state: ReviewState, countries: &[&str]) -> Rc<Template> {
        Rc::new(Template {
            id,
            name: format!("Template_{id}"),
            version: 1,
            content_type: ContentType::Notification,
            content: String::new(),
            examples: [].into(),
            countries: countries.iter().map(|code| (*code).to_owned()).collect(),
            state,
            submitted_at_ms: 0,
            reviewed_at_ms: None,
            rejection: None,
            withdrawn_at_ms: None,
            successor: None,
        })
    }

    fn test(id: &str, template_id: i64, country: &str, at_ms: i64) -> Rc<Message> {
        Rc::new(Message { template_id, country: Some(country.into()), is_test: true, ..sample(id, at_ms) })
    }

    ///
    #[test]
    fn a_cell_is_the_last_test_or_what_is_missing() {
        let templates =
            [template(1, ReviewState::Approved, &["SG", "US"]), template(2, ReviewState::InReview, &["DE"])];
        let coverage =
            Coverage::of(&templates, &[test("b", 1, "SG", 20), test("a", 1, "SG", 10), test("c", 9, "JP", 5)]);
        assert_eq!(coverage.countries, ["SG", "JP", "US"]);
        assert_eq!(coverage.rows.len(), 1, "only approved templates can be tested");
        let [Cell::Tested(last), Cell::Nothing, Cell::Missing] = &coverage.rows[0].cells[..] else {
            panic!("{:?}", coverage.rows[0].cells)
        };
        assert_eq!(last.id, "b");
    }

    #[test]
    fn a_template_for_the_whole_world_has_a_dozen_columns() {
        let codes: Vec<String> = (0..40).map(|n| format!("{n:02}")).collect();
        let codes: Vec<&str> = codes.iter().map(String::as_str).collect();
        let coverage = Coverage::of(&[template(1, ReviewState::Approved, &codes)], &[]);
        assert_eq!((coverage.countries.len(), coverage.rows[0].n_more), (12, 28));
    }
}

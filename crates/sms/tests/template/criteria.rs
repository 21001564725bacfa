//! The acceptance criteria of the template rows, one line each.

use piecewise_sms::{
    Lang,
    pieces::{Encoding, count},
    template::{
        Applicability, Code, Draft, Purpose, Severity, Template, counts, fix_title, lint, message, render, samples,
    },
};
use wasm_bindgen_test::wasm_bindgen_test;

fn codes(content: &str) -> Vec<&'static str> {
    let draft = Draft { content: content.into(), ..Draft::default() };
    lint(&draft, Purpose::Edit).iter().map(|finding| finding.code.as_str()).collect()
}

#[track_caller]
fn assert_found(content: &str, code: &str) {
    assert!(codes(content).contains(&code), "{code} in {content:?}: {:?}", codes(content));
}

#[track_caller]
fn assert_not_found(content: &str, code: &str) {
    assert!(!codes(content).contains(&code), "{code} in {content:?}: {:?}", codes(content));
}

/// the three samples lint without errors and count as the guide says.
#[wasm_bindgen_test(unsupported = test)]
fn the_samples_of_the_guide() {
    let expected = [(samples::OTP, 79, 1), (samples::NOTIFICATION, 92, 1), (samples::MARKETING, 114, 2)];
    for (sample, n_units, n_pieces) in expected {
        let mut draft = sample.draft();
        draft.countries.push("SG".into());
        let findings = lint(&draft, Purpose::Submit);
        let errors: Vec<_> = findings.iter().filter(|finding| finding.severity() == Severity::Error).collect();
        assert!(errors.is_empty(), "{errors:?}");
        assert!(findings.iter().all(|finding| finding.code != Code::NameVague), "R-134");
        let count = counts(&Template::parse(sample.content), &draft.examples, &[].into()).raw.count;
        assert_eq!((count.n_units, count.n_pieces), (n_units, n_pieces), "{}", sample.name);
    }
    assert_eq!(Template::parse(samples::MARKETING.content).variables(), ["name"]);
}

/// removing the 🎉 is offered, and makes one piece of two.
#[wasm_bindgen_test(unsupported = test)]
fn removing_the_party_popper_saves_a_piece() {
    let findings = lint(&samples::MARKETING.draft(), Purpose::Edit);
    let finding = findings.iter().find(|finding| finding.code == Code::EncodingUnicode).expect("it is Unicode");
    let fix = finding.fix.as_ref().expect("it can be removed");
    assert_eq!((finding.facts.n, finding.facts.m, fix.applicability), (1, 1, Applicability::Ask));
    assert_eq!(fix_title(fix, Lang::En), "Remove");
    assert_eq!(
        message(finding, Lang::En),
        "1 character such as “🎉” makes the message Unicode. Replacing it saves 1 piece."
    );
    let fixed = count(&fix.apply(samples::MARKETING.content));
    assert_eq!((fixed.encoding, fixed.n_pieces), (Encoding::Gsm7, 1));
}

/// an empty form lists all missing fields once, in the order of the form.
#[wasm_bindgen_test(unsupported = test)]
fn an_empty_form_lists_what_is_missing_in_order() {
    let missing = |draft: &Draft| -> Vec<String> {
        lint(draft, Purpose::Submit)
            .iter()
            .map(|found| format!("{}:{}", found.field.path(), found.code.as_str()))
            .collect()
    };
    let empty = [
        "content_type:content-type-missing",
        "name:name-missing",
        "content:content-missing",
        "countries:countries-missing",
    ];
    assert_eq!(missing(&Draft::default()), empty);
    let draft = Draft { content: "%b% %a% %b%".into(), ..Draft::default() };
    let no_examples = [
        "content_type:content-type-missing",
        "name:name-missing",
        "values.a:variable-example-missing",
        "values.b:variable-example-missing",
        "countries:countries-missing",
    ];
    assert_eq!(missing(&draft), no_examples, "R-140");
    assert!(lint(&draft, Purpose::Edit).is_empty(), "a draft may be saved");
}

/// percent signs.
#[wasm_bindgen_test(unsupported = test)]
fn percent_signs() {
    let variables = |text: &str| Template::parse(text).variables().join(",");
    assert_eq!(variables("%a%%b%"), "a,b");
    assert_eq!(variables("Get 20% off for %name%!"), "name");
    assert_eq!(codes("Get 20% off for %name%!"), ["percent-literal"]);
    assert_found("50%OFF% now", "percent-ambiguous");
    assert_found("Hi %name, welcome", "percent-unclosed");
    assert_found("Our %1st% try", "percent-ambiguous");
    assert_eq!(variables("Our %1st% try"), "");
    assert_found("https://e.com/a%20b%20c ", "percent-in-link");
    assert_eq!(variables("https://e.com/a%20b%20c "), "");
    assert_eq!(codes("https://e.com/%id% "), [""; 0]);
    assert_found("Hello %客户名%, your order is ready.", "variable-name-english");
    assert!(codes("Hello %customer_name%, your order %order_id% is confirmed.").is_empty());
    for sign in ['\u{FF05}', '\u{FE6A}', '\u{66A}'] {
        assert_found(&format!("Hi {sign}name{sign}"), "variable-percent-sign");
        assert_found(&format!("20{sign} off"), "variable-percent-sign");
    }
}

/// R-137a to R-137c, D2: links.
#[wasm_bindgen_test(unsupported = test)]
fn links() {
    assert_found("Check your order status here:https://example.com/orders ", "link-space-before");
    assert!(codes("Check your order status here: https://example.com/orders ").is_empty());
    assert_found("https://e.com/a,next", "link-space-after");
    assert_found("https://e.com/a。", "link-space-after");
    assert_eq!(codes("Go to https://e.com/a"), ["link-trailing-space"]);
    assert!(codes("Here:\nhttps://e.com/a\nBye").is_empty(), "a line break counts as a space");
    for text in ["www.example.com ", "example.com/x ", "HTTP//e.com ", "ftp://e.com ", "javascript:alert(1) "] {
        assert_found(text, "link-scheme");
    }
    assert_eq!(codes("http://e.com/a "), ["link-http"]);
    assert_not_found("3.5 e.g. U.S.A order.Thanks", "link-scheme");
}

/// values are put in literally.
#[wasm_bindgen_test(unsupported = test)]
fn values_are_never_read_again() {
    let template = Template::parse("%a% and %b%, 100%");
    let rendered = render(&template, &[("a".into(), "%b%".into()), ("b".into(), "$1 \\ %a%".into())].into());
    assert_eq!(rendered.text, "%b% and $1 \\ %a%, 100%");
    let parts: Vec<&str> = rendered.parts.iter().map(|part| part.span.of(&rendered.text)).collect();
    assert_eq!(parts, ["%b%", "$1 \\ %a%"]);
}

//! The form as the person fills it in.

use super::*;
use crate::pages::test_send::tested_numbers::mask;

const SANDBOX: Place<'static> = Place { mode: Mode::Sandbox, tested: &[], lang: Lang::En };

fn template() -> Template {
    Template::parse("Hi %name%, order %order_id%")
}

fn after(actions: impl IntoIterator<Item = FormAction>) -> Form {
    (*actions.into_iter().fold(Rc::new(Form::default()), Reducible::reduce)).clone()
}

fn controls(form: &Form, place: Place<'_>) -> Vec<String> {
    form.faults(&template(), &["sms_1"], place).into_iter().map(|fault| fault.control).collect()
}

fn filled() -> [FormAction; 3] {
    [
        to(RecipientAction::Phone("+6591234567".into())),
        FormAction::Value("name".into(), "Ada".into()),
        FormAction::Value("order_id".into(), "42".into()),
    ]
}

fn to(action: RecipientAction) -> FormAction {
    FormAction::Recipient(0, action)
}

fn sent(phone: &str, outcome: Result<(Rc<str>, i64), ClientError>) -> Sent {
    Sent { phone: phone.into(), carrier: String::new(), outcome }
}

fn known(country: Option<&str>, fault: Option<&str>) -> NumberCheck {
    let e164 = fault.is_none().then(|| "+6591234567".to_owned());
    NumberCheck { e164, country: country.map(Into::into), fault: fault.map(Into::into) }
}

/// every value is required.
#[test]
fn an_empty_form_lists_everything_in_order() {
    assert_eq!(controls(&Form::default(), SANDBOX), ["test-phone", "value-name", "value-order_id"]);
    assert_eq!(controls(&after(filled()), SANDBOX), [""; 0]);
}

#[test]
fn a_blank_value_is_no_value() {
    let form = after(filled().into_iter().chain([FormAction::Value("name".into(), "  ".into())]));
    assert_eq!(controls(&form, SANDBOX), ["value-name"]);
}

///
#[test]
fn the_first_account_is_chosen_until_another_is() {
    assert_eq!(Form::default().chosen_user(&["a", "b"]), Some("a"));
    assert_eq!(after([FormAction::SmsUser("b".into())]).chosen_user(&["a", "b"]), Some("b"));
    assert_eq!(after([FormAction::SmsUser("gone".into())]).chosen_user(&["a", "b"]), Some("a"));
    assert_eq!(Form::default().chosen_user(&[]), None);
}

///
#[test]
fn a_fault_of_the_number_keeps_the_form() {
    let checked = to(RecipientAction::Checked("+6591234567".into(), Ok(known(None, Some("too_short")))));
    let form = after(filled().into_iter().chain([checked]));
    let faults = form.faults(&template(), &["sms_1"], SANDBOX);
    assert_eq!(faults, [Fault { control: "test-phone".into(), says: Says::Number("too_short".into()) }]);
}

#[test]
fn the_answer_to_a_number_typed_over_is_ignored() {
    let late = to(RecipientAction::Checked("+1".into(), Ok(known(Some("US"), None))));
    let form = after([to(RecipientAction::Phone("+65".into())), late]);
    assert_eq!(form.recipients[0].number, NumberState::Unchecked);
}

/// the question comes once per number, and only where a real phone rings.
#[test]
fn a_real_phone_is_asked_for_on_its_first_use() {
    let form = after(filled());
    let live = Place { mode: Mode::Live, ..SANDBOX };
    assert_eq!(controls(&form, live), ["test-access"]);
    let tested = [mask("+65 9123 4567")];
    assert_eq!(controls(&form, Place { tested: &tested, ..live }), [""; 0]);
    assert_eq!(controls(&after(filled().into_iter().chain([to(RecipientAction::HasAccess(true))])), live), [""; 0]);
}

#[test]
fn a_new_number_asks_again() {
    let form = after([to(RecipientAction::HasAccess(true)), to(RecipientAction::Phone("+6590000000".into()))]);
    assert!(!form.recipients[0].has_access);
}

/// a value is sent as it was typed.
#[test]
fn values_are_sent_literally_and_only_for_variables_that_exist() {
    let form = after(filled().into_iter().chain([
        FormAction::Value("name".into(), " %order_id% ".into()),
        FormAction::Value("gone".into(), "x".into()),
    ]));
    let (request, _) = form.requests(&template(), "sms_1").remove(0);
    assert_eq!(request.values.get("name").map(String::as_str), Some(" %order_id% "));
    assert!(!request.values.contains_key("gone"));
}

#[test]
fn a_refusal_keeps_the_input_and_goes_with_the_next_change() {
    let form = after(
        filled()
            .into_iter()
            .chain([FormAction::UnderWay, FormAction::Answered(vec![sent("+6591234567", Err(ClientError::Offline))])]),
    );
    assert_eq!(form.values.get("name").map(String::as_str), Some("Ada"));
    let form = Rc::new(form).reduce(FormAction::Value("name".into(), "Bo".into()));
    assert_eq!(form.sending, Sending::Idle);
}

/// up to five phones, none of them twice.
#[test]
fn a_test_goes_to_five_phones_at_most() {
    let mut form = Rc::new(after(filled()));
    for _ in 0..9 {
        form = form.reduce(FormAction::AddRecipient);
    }
    assert_eq!(form.recipients.len(), N_RECIPIENTS);
    let form = form.reduce(FormAction::Recipient(1, RecipientAction::Phone(" +6591234567 ".into())));
    let faults = form.faults(&template(), &["sms_1"], SANDBOX);
    assert_eq!(faults[0], Fault { control: "test-phone-2".into(), says: Says::Key("test.phone_twice") });
    assert_eq!(faults[1], Fault { control: "test-phone-3".into(), says: Says::Key("test.phone_missing") });
    let form = (0..9).fold(form, |form, _| form.reduce(FormAction::RemoveRecipient(0)));
    assert_eq!(form.recipients.len(), 1, "one always stays");
}

/// Who got the message does not get it again by going back to the form.
#[test]
fn after_some_were_refused_only_they_are_left() {
    let phone = |at, phone: &str| FormAction::Recipient(at, RecipientAction::Phone(phone.into()));
    let form = after([phone(0, "+1"), FormAction::AddRecipient, phone(1, "+2"), FormAction::UnderWay]);
    let answers = vec![sent("+1", Ok(("a".into(), 5))), sent("+2", Err(ClientError::Offline))];
    let form = Rc::new(form).reduce(FormAction::Answered(answers)).reduce(FormAction::Another);
    assert_eq!(form.recipients.iter().map(|recipient| recipient.phone.as_str()).collect::<Vec<_>>(), ["+2"]);
}

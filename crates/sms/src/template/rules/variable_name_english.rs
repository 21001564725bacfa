//! `variable-name-english`: the platform fills in variables with English names only (R-138, D5).
//!
//! One finding for each name, at its first use; the fix renames every use. It asks, because only a person knows the
//! right name: well-known Chinese names are translated, letters are folded to ASCII, and what is left gets a number.

use alloc::{format, string::String, vec, vec::Vec};

#[cfg(test)]
use crate::template::testing::Case;
use crate::{
    Span,
    collections::{Map, Set},
    template::{
        Applicability, Code, Diagnostic, Edit, Facts, Field, Fix, FixTitle, chars::is_name_char, lexer::PercentKind,
        limits, lint::Ctx,
    },
};

/// Names that people give to variables in Chinese.
const TRANSLATED: &[(&str, &str)] = &[
    ("产品", "product"),
    ("产品名称", "product_name"),
    ("价格", "price"),
    ("优惠码", "coupon"),
    ("公司", "company"),
    ("公司名称", "company_name"),
    ("商品", "product"),
    ("商品名称", "product_name"),
    ("地址", "address"),
    ("姓名", "name"),
    ("名字", "name"),
    ("客户", "customer"),
    ("客户名", "customer_name"),
    ("客户名称", "customer_name"),
    ("客户姓名", "customer_name"),
    ("密码", "password"),
    ("快递单号", "tracking_id"),
    ("手机号", "phone"),
    ("折扣", "discount"),
    ("日期", "date"),
    ("时间", "time"),
    ("昵称", "nickname"),
    ("用户名", "user_name"),
    ("电话", "phone"),
    ("订单", "order_id"),
    ("订单号", "order_id"),
    ("订单编号", "order_id"),
    ("金额", "amount"),
    ("链接", "link"),
    ("验证码", "code"),
];

/// Letters with marks, by the letter without.
const FOLDED: &[(&str, &str)] = &[
    ("àáâãäåāăą", "a"),
    ("çćč", "c"),
    ("ďđ", "d"),
    ("èéêëēęě", "e"),
    ("ìíîïī", "i"),
    ("ł", "l"),
    ("ñńň", "n"),
    ("òóôõöøō", "o"),
    ("śš", "s"),
    ("ùúûüūů", "u"),
    ("ýÿ", "y"),
    ("źżž", "z"),
    ("ÀÁÂÃÄÅ", "A"),
    ("Ç", "C"),
    ("ÈÉÊË", "E"),
    ("ÌÍÎÏ", "I"),
    ("Ñ", "N"),
    ("ÒÓÔÕÖØ", "O"),
    ("ÙÚÛÜ", "U"),
    ("ß", "ss"),
    ("æ", "ae"),
    ("œ", "oe"),
];

pub(super) fn check(ctx: &Ctx, acc: &mut Vec<Diagnostic>) {
    let mut uses: Map<&str, Vec<Span>> = Map::new();
    let mut order = Vec::new();
    for percent in ctx.template.percents().iter().filter(|percent| percent.kind == PercentKind::BadName) {
        let name = percent.name.of(ctx.text());
        if let Some(spans) = uses.get_mut(name) {
            spans.push(percent.name);
        } else {
            uses.insert(name, vec![percent.name]);
            order.push(name);
        }
    }
    let mut taken: Set<String> = ctx.template.variables().into_iter().map(Into::into).collect();
    for name in order.into_iter().take(limits::N_FINDINGS_PER_RULE) {
        let spans = uses.remove(name).unwrap_or_default();
        let span = spans.first().copied().unwrap_or_default();
        let proposal = proposal(name, &taken);
        taken.insert(proposal.clone());
        let case = match name {
            _ if !name.is_ascii() => "letters",
            _ if name.chars().all(is_name_char) => "long",
            _ => "signs",
        };
        let facts = Facts { subject: name.into(), proposal: proposal.clone(), case, ..Facts::default() };
        let edits = spans.into_iter().map(|span| Edit { span, insert: proposal.clone() }).collect();
        let fix = Fix { title: FixTitle::RenameVariable, edits, applicability: Applicability::Ask };
        acc.push(Diagnostic::new(Code::VariableNameEnglish, Field::Content, span).with_facts(facts).with_fix(fix));
    }
}

/// A valid name for `name` that is not in `taken`.
fn proposal(name: &str, taken: &Set<String>) -> String {
    let translated = TRANSLATED.iter().find(|(chinese, _)| *chinese == name).map(|&(_, english)| english.into());
    let base = translated.or_else(|| folded(name));
    if let Some(base) = base.as_ref().filter(|base| !taken.contains(*base)) {
        return base.clone();
    }
    let (stem, first) = base.as_deref().map_or(("variable", 1), |base| (base, 2));
    let stem = stem.get(..limits::N_VARIABLE_NAME_CHARS - 6).unwrap_or(stem);
    let numbers = first..=first + taken.len();
    numbers.map(|n| format!("{stem}_{n}")).find(|name| !taken.contains(name)).unwrap_or_default()
}

/// `name` in ASCII, or nothing if a letter would be lost.
fn folded(name: &str) -> Option<String> {
    let mut ascii = String::new();
    for c in name.chars() {
        match c {
            ' ' | '.' => ascii.push('_'),
            c if is_name_char(c) => ascii.push(c),
            '\u{FF10}'..='\u{FF19}' | '\u{FF21}'..='\u{FF3A}' | '\u{FF41}'..='\u{FF5A}' => {
                ascii.push(char::from_u32(c as u32 - 0xFEE0)?);
            }
            c => ascii.push_str(FOLDED.iter().find(|(letters, _)| letters.chars().any(|letter| letter == c))?.1),
        }
    }
    ascii.truncate(limits::N_VARIABLE_NAME_CHARS);
    ascii.starts_with(|c: char| c.is_ascii_alphabetic()).then_some(ascii)
}

#[cfg(test)]
pub(super) const BAD: &[Case] = &[
    Case::new("Hello %客户名%, your order is ready."),
    Case::new("Hi %first name%"),
    Case::new("Hi %user.name%"),
    Case::new("Hi %prénom% %ｎａｍｅ% %имя% %имя%"),
    Case::new("Hi %n23456789012345678901234567890123%"),
    Case::new("%客户名% %customer_name%"),
    Case::new("https://e.com/%编号% "),
];
#[cfg(test)]
pub(super) const GOOD: &[Case] = &[
    Case::new("Hello %customer_name%, your order %order_id% is confirmed."),
    Case::new("20% off and 30% off"),
    Case::new("享20%到30%优惠"),
    Case::new("Hi %name, code %code%"),
    Case::new("%n2345678901234567890123456789012%"),
];

#[cfg(test)]
mod tests {
    use crate::template::{
        Code,
        testing::{check, check_fix},
    };

    const CODE: Code = Code::VariableNameEnglish;

    #[test]
    fn a_name_in_another_script_is_translated_or_numbered() {
        check(
            "
Hello %客户名%, your order is ready.
       ^^^ variable-name-english
       ^ encoding-unicode
",
        );
        check_fix(CODE, "Hello %客户名%, ready.", "Hello %customer_name%, ready.");
        check_fix(CODE, "%имя% %имя% %город%", "%variable_1% %variable_1% %variable_2%");
        check_fix(CODE, "%客户名% %customer_name%", "%customer_name_2% %customer_name%");
    }

    #[test]
    fn letters_are_folded_and_spaces_become_underscores() {
        check_fix(CODE, "%prénom% %ｎａｍｅ% %first name% %a.b%", "%prenom% %name% %first_name% %a_b%");
        check_fix(CODE, "%n23456789012345678901234567890123%", "%n2345678901234567890123456789012%");
    }
}

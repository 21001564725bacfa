//! The plan held against the library, on numbers of every region and type and on digits by chance.

use rlibphonenumber::{PHONE_NUMBER_UTIL, PhoneNumberType, Region, get_national_significant_number_owned};

use super::{library, plan, plan::Answer, reader};

/// Chance that is always the same (xorshift).
struct Chance(u64);

impl Chance {
    fn below(&mut self, n: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 % u64::try_from(n).unwrap()).unwrap()
    }

    fn digits(&mut self, n: usize) -> String {
        (0..n).map(|_| char::from(b'0' + u8::try_from(self.below(10)).unwrap())).collect()
    }
}

const TYPES: [PhoneNumberType; 11] = [
    PhoneNumberType::PremiumRate,
    PhoneNumberType::TollFree,
    PhoneNumberType::SharedCost,
    PhoneNumberType::VoIP,
    PhoneNumberType::PersonalNumber,
    PhoneNumberType::Pager,
    PhoneNumberType::UAN,
    PhoneNumberType::VoiceMail,
    PhoneNumberType::FixedLine,
    PhoneNumberType::Mobile,
    PhoneNumberType::FixedLineOrMobile,
];

/// The national digits of an example of every type of every region, with variants.
fn examples(region: Region, chance: &mut Chance) -> Vec<String> {
    let mut found = Vec::new();
    for line_type in TYPES {
        let Ok(example) = PHONE_NUMBER_UTIL.get_example_number_for_type_and_region(region, line_type) else { continue };
        let digits = get_national_significant_number_owned(&example);
        let at = chance.below(digits.len());
        found.push(format!("{}{}{}", &digits[..at], chance.below(10), &digits[at + 1..]));
        found.push(digits[..digits.len() - 1].to_owned());
        found.push(digits.clone() + &chance.digits(1));
        found.push(digits[..at.max(1)].to_owned() + &chance.digits(digits.len() - at.max(1)));
        found.push(digits);
    }
    found
}

/// what the plan answers is what the library answers, and it answers nearly always.
#[test]
fn the_plan_and_the_library_agree() {
    let mut chance = Chance(0x5EED);
    let mut regions: Vec<_> = PHONE_NUMBER_UTIL.get_supported_regions().collect();
    regions.sort_by_key(ToString::to_string);
    let (mut n_compared, mut n_asked, mut wrong) = (0, 0, Vec::new());
    let mut compare = |answer: Answer, expected, what: String| {
        n_compared += 1;
        match answer {
            Answer::AskLibrary => n_asked += 1,
            Answer::Valid(number) if expected == Ok(number) => {}
            Answer::Fault(fault) if expected == Err(fault) => {}
            other => wrong.push(format!("{what}: plan {other:?}, library {expected:?}")),
        }
    };
    for region in regions {
        let country = region.to_string();
        let code = PHONE_NUMBER_UTIL.get_country_code_for_region(region).unwrap().to_string();
        let place = plan::place_of(&country).unwrap();
        for national in examples(region, &mut chance) {
            let mut written = vec![format!("{code}{national}")];
            if chance.below(4) == 0 {
                written.push(format!("{code}0{national}"));
                written.push(format!("{code}{}{national}", chance.below(10)));
            }
            for digits in &written {
                compare(plan::international(digits.as_bytes()), library::international(digits), format!("+{digits}"));
            }
            if chance.below(3) == 0 {
                let others = [format!("0{national}"), format!("{}{national}", chance.below(10)), national];
                // What begins with 00 does not come to the plan; see the test below.
                for digits in others.into_iter().filter(|digits| !digits.starts_with("00")) {
                    let expected = library::national(&digits, &country);
                    compare(plan::national(digits.as_bytes(), place), expected, format!("{digits} in {country}"));
                }
                let expected = library::national(&written[0], &country);
                let answer = plan::national(written[0].as_bytes(), place);
                compare(answer, expected, format!("{} in {country}", written[0]));
            }
        }
    }
    for _ in 0..3000 {
        let n_digits = 3 + chance.below(17);
        let digits = chance.digits(n_digits);
        compare(plan::international(digits.as_bytes()), library::international(&digits), format!("+{digits}"));
    }
    assert!(wrong.is_empty(), "{} of {n_compared} wrong:\n{}", wrong.len(), wrong.join("\n"));
    assert!(n_compared > 10_000, "{n_compared}");
    assert!(n_asked * 8 < n_compared, "the library was asked {n_asked} times of {n_compared}");
}

/// With 00 for +, as the library reads it where 00 is the international prefix.
#[test]
fn an_international_prefix_is_read_as_the_library_reads_it() {
    for (country, text) in [("DE", "006591234567"), ("DE", "0006591234567"), ("US", "0116591234567"), ("AU", "001165")]
    {
        let place = plan::place_of(country).unwrap();
        assert_eq!(reader::national(text.as_bytes(), place), library::national(text, country), "{text} in {country}");
    }
}

//! The countries and regions of ISO 3166-1 by part of the world (UN M49). Names come from the browser, in the
//! reader's language; Chinese names follow the browser's CLDR.

use std::cmp::Ordering;

use crate::{format, order::sorted_by};

/// A part of the world with its countries.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Region {
    /// The key of its name in the catalogue.
    pub key: &'static str,
    /// The codes, two letters each.
    codes: &'static str,
}

impl Region {
    /// The countries' codes.
    pub fn countries(&self) -> impl Iterator<Item = &'static str> {
        self.codes.split(' ')
    }
}

/// Every part of the world.
pub const REGIONS: [Region; 5] = [
    Region {
        key: "region.asia",
        codes: "AE AF AM AZ BD BH BN BT CN CY GE HK ID IL IN IQ IR JO JP KG KH KP KR KW KZ LA LB LK MM MN MO MV MY NP \
                OM PH PK PS QA SA SG SY TH TJ TL TM TR TW UZ VN YE",
    },
    Region {
        key: "region.europe",
        codes: "AD AL AT AX BA BE BG BY CH CZ DE DK EE ES FI FO FR GB GG GI GR HR HU IE IM IS IT JE LI LT LU LV MC MD \
                ME MK MT NL NO PL PT RO RS RU SE SI SJ SK SM UA VA",
    },
    Region {
        key: "region.americas",
        codes: "AG AI AR AW BB BL BM BO BQ BR BS BV BZ CA CL CO CR CU CW DM DO EC FK GD GF GL GP GS GT GY HN HT JM KN \
                KY LC MF MQ MS MX NI PA PE PM PR PY SR SV SX TC TT US UY VC VE VG VI",
    },
    Region {
        key: "region.africa",
        codes: "AO BF BI BJ BW CD CF CG CI CM CV DJ DZ EG EH ER ET GA GH GM GN GQ GW IO KE KM LR LS LY MA MG ML MR MU \
                MW MZ NA NE NG RE RW SC SD SH SL SN SO SS ST SZ TD TF TG TN TZ UG YT ZA ZM ZW",
    },
    Region {
        key: "region.oceania",
        codes: "AQ AS AU CC CK CX FJ FM GU HM KI MH MP NC NF NR NU NZ PF PG PN PW SB TK TO TV UM VU WF WS",
    },
];

/// A country with its name in the reader's language.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Country {
    /// ISO 3166-1 alpha-2.
    pub code: &'static str,
    /// Its name.
    pub name: String,
}

impl Country {
    /// Whether a person who types `needle` may mean this one: part of the name, or the code.
    pub fn matches(&self, needle: &str) -> bool {
        let needle = format::small_letters(needle.trim());
        needle.is_empty()
            || format::small_letters(&self.name).contains(&needle)
            || self.code.eq_ignore_ascii_case(&needle)
    }
}

/// Every country, in the order of the reader's language.
pub fn all() -> Vec<Country> {
    sorted(REGIONS.iter().flat_map(Region::countries))
}

/// These countries, in the order of the reader's language.
pub fn sorted(codes: impl Iterator<Item = &'static str>) -> Vec<Country> {
    let countries = codes.map(|code| Country { code, name: format::country(code) }).collect();
    sorted_by(countries, |a: &Country, b: &Country| compare(&a.name, &b.name))
}

/// The code as the table holds it, whatever its case; `None` for one that ISO 3166-1 does not have.
pub fn find(code: &str) -> Option<&'static str> {
    REGIONS.iter().flat_map(Region::countries).find(|known| known.eq_ignore_ascii_case(code))
}

#[cfg(target_arch = "wasm32")]
fn compare(a: &str, b: &str) -> Ordering {
    js_sys::JsString::from(a).locale_compare(b, &js_sys::Array::new(), &js_sys::Object::new()).cmp(&0)
}

#[cfg(not(target_arch = "wasm32"))]
fn compare(a: &str, b: &str) -> Ordering {
    a.cmp(b)
}

#[cfg(test)]
mod tests {
    use super::{Country, REGIONS, Region, all, find};

    #[test]
    fn every_code_stands_once() {
        let mut codes: Vec<_> = REGIONS.iter().flat_map(Region::countries).collect();
        assert_eq!(codes.len(), 249, "ISO 3166-1 has 249 codes");
        codes.sort_unstable();
        codes.dedup();
        assert_eq!(codes.len(), 249);
        assert!(codes.iter().all(|code| code.len() == 2 && code.bytes().all(|b| b.is_ascii_uppercase())));
        assert_eq!(all().len(), 249);
    }

    #[test]
    fn a_country_is_found_by_name_or_code() {
        let singapore = Country { code: "SG", name: "Singapore".into() };
        for needle in ["", "sing", "SG", "sg", " pore "] {
            assert!(singapore.matches(needle), "{needle}");
        }
        assert!(!singapore.matches("SP"));
        assert_eq!(find("sg"), Some("SG"));
        assert_eq!(find("ZZ"), None);
    }
}

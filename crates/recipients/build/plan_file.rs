//! The numbering plan as it stands in `data/numbering-plan.txt`, which says what its lines mean.

/// The kinds of numbers, in the order in which they are tried. `phone::LineType` has the same order.
pub(crate) const KINDS: [&str; 10] =
    ["premium", "toll-free", "shared-cost", "voip", "personal", "pager", "uan", "voicemail", "fixed", "mobile"];

/// One region, or one calling code that belongs to none.
pub(crate) struct Region {
    pub(crate) id: String,
    pub(crate) calling_code: u16,
    pub(crate) is_main: bool,
    /// Landlines and mobiles cannot be told apart.
    pub(crate) is_same: bool,
    pub(crate) leading: Option<String>,
    pub(crate) idd: Option<String>,
    pub(crate) prefix: Option<String>,
    pub(crate) transform: Option<String>,
    general: Option<Kind>,
    pub(crate) kinds: [Option<Kind>; KINDS.len()],
}

/// The numbers of one kind.
pub(crate) struct Kind {
    /// Bit `n` is set where numbers of `n` digits exist; no bit where the pattern alone decides.
    pub(crate) lengths: u32,
    /// The same for numbers without their area code.
    pub(crate) local_lengths: u32,
    pub(crate) pattern: String,
}

impl Region {
    pub(crate) fn general(&self) -> &Kind {
        self.general.as_ref().expect("every region has a general pattern")
    }

    /// The national prefix where it is nothing but digits; empty where it must be looked at by the library or is none.
    pub(crate) fn literal_prefix(&self) -> &str {
        let is_literal = |prefix: &&str| prefix.bytes().all(|byte| byte.is_ascii_digit());
        self.prefix.as_deref().filter(is_literal).filter(|_| self.transform.is_none()).unwrap_or_default()
    }
}

/// Reads the file.
pub(crate) fn read(text: &str) -> Vec<Region> {
    let mut regions: Vec<Region> = Vec::new();
    for line in text.lines().filter(|line| !line.is_empty() && !line.starts_with('#')) {
        let (word, rest) = line.split_once(' ').expect("a word and what belongs to it");
        if word == "region" {
            regions.push(begin(rest));
            continue;
        }
        let region = regions.last_mut().expect("a region comes first");
        match word {
            "leading" => region.leading = Some(rest.into()),
            "idd" => region.idd = Some(rest.into()),
            "prefix" => region.prefix = Some(rest.into()),
            "transform" => region.transform = Some(rest.into()),
            "general" => region.general = Some(kind(rest)),
            _ => {
                let place = KINDS.iter().position(|kind| *kind == word).expect("a known word");
                region.kinds[place] = Some(kind(rest));
            }
        }
    }
    regions
}

fn begin(rest: &str) -> Region {
    let mut words = rest.split(' ');
    let id = words.next().expect("an id").into();
    let calling_code = words.next().and_then(|code| code.parse().ok()).expect("a calling code");
    let flags: Vec<_> = words.collect();
    Region {
        id,
        calling_code,
        is_main: flags.contains(&"main"),
        is_same: flags.contains(&"same"),
        leading: None,
        idd: None,
        prefix: None,
        transform: None,
        general: None,
        kinds: [const { None }; KINDS.len()],
    }
}

fn kind(rest: &str) -> Kind {
    let mut words = rest.splitn(3, ' ');
    let mut lengths = || -> u32 {
        let list = words.next().expect("lengths").split(',').filter(|word| *word != "-");
        // -1 stands for numbers that do not exist.
        list.filter_map(|length| length.parse::<u32>().ok()).fold(0, |mask, length| mask | 1 << length)
    };
    let (lengths, local_lengths) = (lengths(), lengths());
    Kind { lengths, local_lengths, pattern: words.next().expect("a pattern").into() }
}

//! From bytes to UTF-8: byte order marks, UTF-16, and the code pages of before Unicode.
//!
//! As long as a file is ASCII nothing is decided. The first bytes beyond it decide: UTF-8 if they are that, otherwise
//! the code page that they look most like.

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{CoderResult, Encoding, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252};

use super::{FileFault, N_SAMPLE_BYTES};

/// What is decoded at once from anything but UTF-8.
const N_PIECE_BYTES: usize = 16 << 10;

/// Bytes that are UTF-8, or were meant to be.
pub(super) type Decoded<'a> = &'a [u8];

#[derive(Debug)]
pub(super) struct Decoder {
    state: State,
    n_mark_bytes: usize,
}

enum State {
    /// Only ASCII so far.
    Ascii,
    /// What has come since the first byte beyond ASCII.
    Deciding(Vec<u8>),
    Utf8,
    Other(Box<encoding_rs::Decoder>),
}

impl std::fmt::Debug for State {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self {
            Self::Ascii => "ASCII",
            Self::Deciding(_) => "deciding",
            Self::Utf8 => "UTF-8",
            Self::Other(decoder) => decoder.encoding().name(),
        })
    }
}

impl Decoder {
    /// A decoder for a file that begins with `sample`, in the encoding `label` if a person chose one.
    pub(super) fn new(sample: &[u8], label: Option<&str>) -> Result<Self, FileFault> {
        let marked = Encoding::for_bom(sample);
        let chosen = match label {
            Some(label) => Some(
                Encoding::for_label(label.trim().as_bytes())
                    .ok_or_else(|| FileFault::UnknownEncoding(label.to_owned()))?,
            ),
            None => marked.map(|(encoding, _)| encoding).or_else(|| utf_16(sample)),
        };
        let n_mark_bytes = marked.map_or(0, |(_, n_bytes)| n_bytes);
        Ok(Self { state: chosen.map_or(State::Ascii, State::of), n_mark_bytes })
    }

    /// The name of the encoding.
    pub(super) fn encoding(&self) -> &'static str {
        match &self.state {
            State::Ascii | State::Deciding(_) | State::Utf8 => UTF_8.name(),
            State::Other(decoder) => decoder.encoding().name(),
        }
    }

    /// The beginning of the file as text, good enough to look for delimiters.
    pub(super) fn preview(&mut self, sample: &[u8]) -> String {
        let sample = sample.get(self.n_mark_bytes..).unwrap_or_default();
        let encoding = match &self.state {
            State::Other(decoder) => decoder.encoding(),
            // Every code page agrees with ASCII on delimiters.
            State::Ascii | State::Deciding(_) | State::Utf8 => UTF_8,
        };
        encoding.decode_without_bom_handling(sample).0.into_owned()
    }

    /// Decodes the next bytes; what cannot be decided yet is kept.
    pub(super) fn take(
        &mut self,
        bytes: &[u8],
        mut sink: impl FnMut(Decoded<'_>) -> Result<(), FileFault>,
    ) -> Result<(), FileFault> {
        let n_mark_bytes = std::mem::take(&mut self.n_mark_bytes);
        self.decode(bytes.get(n_mark_bytes..).unwrap_or_default(), &mut sink)
    }

    /// Decodes what was kept.
    pub(super) fn finish(
        &mut self,
        mut sink: impl FnMut(Decoded<'_>) -> Result<(), FileFault>,
    ) -> Result<(), FileFault> {
        if let State::Deciding(kept) = &mut self.state {
            let kept = std::mem::take(kept);
            self.decide(&kept, true, &mut sink)?;
        }
        match &mut self.state {
            State::Other(decoder) => decode(decoder, &[], true, &mut sink),
            State::Ascii | State::Deciding(_) | State::Utf8 => Ok(()),
        }
    }

    fn decode(
        &mut self,
        bytes: &[u8],
        sink: &mut impl FnMut(Decoded<'_>) -> Result<(), FileFault>,
    ) -> Result<(), FileFault> {
        match &mut self.state {
            State::Utf8 => sink(bytes),
            State::Other(decoder) => decode(decoder, bytes, false, sink),
            State::Ascii => {
                let n_ascii = Encoding::ascii_valid_up_to(bytes);
                let (ascii, beyond) = bytes.split_at_checked(n_ascii).unwrap_or((bytes, &[]));
                sink(ascii)?;
                if beyond.is_empty() {
                    return Ok(());
                }
                self.state = State::Deciding(Vec::new());
                self.decode(beyond, sink)
            }
            State::Deciding(kept) => {
                kept.extend_from_slice(bytes);
                if kept.len() < N_SAMPLE_BYTES {
                    return Ok(());
                }
                let kept = std::mem::take(kept);
                self.decide(&kept, false, sink)
            }
        }
    }

    fn decide(
        &mut self,
        kept: &[u8],
        is_last: bool,
        sink: &mut impl FnMut(Decoded<'_>) -> Result<(), FileFault>,
    ) -> Result<(), FileFault> {
        let is_utf_8 = match std::str::from_utf8(kept) {
            Ok(_) => true,
            // A character may be cut at the end of what has come.
            Err(error) => !is_last && error.error_len().is_none(),
        };
        self.state = if is_utf_8 { State::Utf8 } else { State::of(guess(kept, is_last)) };
        self.decode(kept, sink)
    }
}

impl State {
    fn of(encoding: &'static Encoding) -> Self {
        if encoding == UTF_8 { Self::Utf8 } else { Self::Other(Box::new(encoding.new_decoder_without_bom_handling())) }
    }
}

fn decode(
    decoder: &mut encoding_rs::Decoder,
    mut bytes: &[u8],
    is_last: bool,
    sink: &mut impl FnMut(Decoded<'_>) -> Result<(), FileFault>,
) -> Result<(), FileFault> {
    let mut text = vec![0; N_PIECE_BYTES];
    loop {
        let (result, n_read, n_written, _) = decoder.decode_to_utf8(bytes, &mut text, is_last);
        sink(text.get(..n_written).unwrap_or_default())?;
        bytes = bytes.get(n_read..).unwrap_or_default();
        if result == CoderResult::InputEmpty {
            return Ok(());
        }
    }
}

/// The code page that `bytes` look most like.
fn guess(bytes: &[u8], is_last: bool) -> &'static Encoding {
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(bytes, is_last);
    let encoding = detector.guess(None, Utf8Detection::Deny);
    // Latin text is read as Western European unless it looks clearly otherwise.
    if encoding == UTF_8 { WINDOWS_1252 } else { encoding }
}

/// UTF-16 without a byte order mark: of ASCII text every other byte is zero.
pub(super) fn utf_16(sample: &[u8]) -> Option<&'static Encoding> {
    if let Some((encoding, _)) = Encoding::for_bom(sample) {
        return (encoding != UTF_8).then_some(encoding);
    }
    let pairs = sample.get(..sample.len().min(4096))?.as_chunks::<2>().0;
    let n_zero = |at: usize| pairs.iter().filter(|pair| pair.get(at) == Some(&0)).count();
    let is_most = |n: usize| n * 10 >= pairs.len() * 4 && n > 0;
    match (n_zero(0), n_zero(1)) {
        (0, n) if is_most(n) => Some(UTF_16LE),
        (n, 0) if is_most(n) => Some(UTF_16BE),
        _ => None,
    }
}

//! Pieces as the air carries them: user data of an SMS-DELIVER (3GPP TS 23.040 §9.2.3.24), septets packed as in
//! 3GPP TS 23.038 §6.1.2.1.1, or UCS-2 in UTF-16BE.
//!
//! The tables are written out here a second time on purpose: a handset does not share code with the counter, so what
//! it shows is evidence.

use piecewise_sms::pieces::{Encoding, segment};

/// TP-DCS for the GSM 7-bit default alphabet and for UCS-2.
const DATA_CODING: (u8, u8) = (0x00, 0x08);

/// User data header: length, concatenation with an 8-bit reference, its length, reference, total, number.
const N_HEADER_OCTETS: usize = 6;

/// The header fills seven septets, the last one partly.
const N_HEADER_SEPTETS: usize = 7;

const ESCAPE: u8 = 0x1b;

/// The default alphabet by code (3GPP TS 23.038 §6.2.1); U+FFFD stands for the escape.
const ALPHABET: [char; 128] = [
    '@', '£', '$', '¥', 'è', 'é', 'ù', 'ì', 'ò', 'Ç', '\n', 'Ø', 'ø', '\r', 'Å', 'å', 'Δ', '_', 'Φ', 'Γ', 'Λ', 'Ω',
    'Π', 'Ψ', 'Σ', 'Θ', 'Ξ', '\u{fffd}', 'Æ', 'æ', 'ß', 'É', ' ', '!', '"', '#', '¤', '%', '&', '\'', '(', ')', '*',
    '+', ',', '-', '.', '/', '0', '1', '2', '3', '4', '5', '6', '7', '8', '9', ':', ';', '<', '=', '>', '?', '¡', 'A',
    'B', 'C', 'D', 'E', 'F', 'G', 'H', 'I', 'J', 'K', 'L', 'M', 'N', 'O', 'P', 'Q', 'R', 'S', 'T', 'U', 'V', 'W', 'X',
    'Y', 'Z', 'Ä', 'Ö', 'Ñ', 'Ü', '§', '¿', 'a', 'b', 'c', 'd', 'e', 'f', 'g', 'h', 'i', 'j', 'k', 'l', 'm', 'n', 'o',
    'p', 'q', 'r', 's', 't', 'u', 'v', 'w', 'x', 'y', 'z', 'ä', 'ö', 'ñ', 'ü', 'à',
];

/// The extension table by code (3GPP TS 23.038 §6.2.1.1).
const EXTENSION: [(u8, char); 10] = [
    (0x0a, '\u{c}'),
    (0x14, '^'),
    (0x28, '{'),
    (0x29, '}'),
    (0x2f, '\\'),
    (0x3c, '['),
    (0x3d, '~'),
    (0x3e, ']'),
    (0x40, '|'),
    (0x65, '€'),
];

/// One piece on its way.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct AirPiece {
    /// TP-DCS.
    pub(super) data_coding: u8,
    /// TP-UDL: septets for the default alphabet, octets for UCS-2, the header included.
    pub(super) user_data_length: u32,
    /// TP-UD.
    pub(super) user_data: Vec<u8>,
}

/// Encodes `text` as the pieces that the core cuts it into.
pub(super) fn encode(text: &str, reference: u8) -> Vec<AirPiece> {
    let cut = segment(text);
    let n_pieces = u8::try_from(cut.pieces.len()).unwrap_or(u8::MAX);
    let piece = |(at, piece): (usize, &piecewise_sms::pieces::Piece)| {
        let number = u8::try_from(at + 1).unwrap_or(u8::MAX);
        let header = [5, 0, 3, reference, n_pieces, number];
        let header: &[u8] = if n_pieces > 1 { &header } else { &[] };
        let part = piece.span.of(text);
        match cut.count.encoding {
            Encoding::Gsm7 => {
                let septets = to_septets(part);
                let n_header_septets = if header.is_empty() { 0 } else { N_HEADER_SEPTETS };
                AirPiece {
                    data_coding: DATA_CODING.0,
                    user_data_length: u32::try_from(n_header_septets + septets.len()).unwrap_or(u32::MAX),
                    user_data: pack(header, n_header_septets, &septets),
                }
            }
            Encoding::Ucs2 => {
                let mut user_data = header.to_vec();
                user_data.extend(part.encode_utf16().flat_map(u16::to_be_bytes));
                AirPiece {
                    data_coding: DATA_CODING.1,
                    user_data_length: u32::try_from(user_data.len()).unwrap_or(u32::MAX),
                    user_data,
                }
            }
        }
    };
    cut.pieces.iter().enumerate().map(piece).collect()
}

/// A message put together.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Received {
    /// Its text.
    pub(super) text: String,
    /// How it was encoded.
    pub(super) encoding: Encoding,
}

/// Puts pieces together, whatever their order; `None` while one is missing.
pub(super) fn decode(pieces: &[AirPiece]) -> Option<Received> {
    let mut parts = Vec::with_capacity(pieces.len());
    for piece in pieces {
        let is_part = pieces.len() > 1;
        let (total, number) = if is_part { (*piece.user_data.get(4)?, *piece.user_data.get(5)?) } else { (1, 1) };
        if usize::from(total) != pieces.len() {
            return None;
        }
        parts.push((number, text_of(piece, is_part)?));
    }
    parts.sort_by_key(|(number, _)| *number);
    if parts.iter().enumerate().any(|(at, (number, _))| usize::from(*number) != at + 1) {
        return None;
    }
    let encoding = if pieces.first()?.data_coding == DATA_CODING.1 { Encoding::Ucs2 } else { Encoding::Gsm7 };
    Some(Received { text: parts.into_iter().map(|(_, text)| text).collect(), encoding })
}

fn text_of(piece: &AirPiece, is_part: bool) -> Option<String> {
    if piece.data_coding == DATA_CODING.1 {
        let octets = piece.user_data.get(if is_part { N_HEADER_OCTETS } else { 0 }..)?;
        let units: Vec<u16> = octets.chunks_exact(2).map(|pair| u16::from_be_bytes([pair[0], pair[1]])).collect();
        return String::from_utf16(&units).ok();
    }
    let septets = unpack(&piece.user_data, usize::try_from(piece.user_data_length).ok()?);
    from_septets(septets.get(if is_part { N_HEADER_SEPTETS } else { 0 }..)?)
}

fn to_septets(text: &str) -> Vec<u8> {
    let mut septets = Vec::with_capacity(text.len());
    for c in text.chars() {
        let code = |found: usize| u8::try_from(found).unwrap_or(b'?');
        if let Some(found) = ALPHABET.iter().position(|known| *known == c) {
            septets.push(code(found));
        } else if let Some((extension, _)) = EXTENSION.iter().find(|(_, known)| *known == c) {
            septets.extend([ESCAPE, *extension]);
        } else {
            septets.push(b'?');
        }
    }
    septets
}

fn from_septets(septets: &[u8]) -> Option<String> {
    let mut text = String::with_capacity(septets.len());
    let mut rest = septets.iter();
    while let Some(&septet) = rest.next() {
        if septet == ESCAPE {
            let extension = *rest.next()?;
            text.push(EXTENSION.iter().find(|(code, _)| *code == extension)?.1);
        } else {
            text.push(*ALPHABET.get(usize::from(septet))?);
        }
    }
    Some(text)
}

/// Packs septets behind the header; fill bits bring them to a septet border.
fn pack(header: &[u8], n_header_septets: usize, septets: &[u8]) -> Vec<u8> {
    let n_bits = (n_header_septets + septets.len()) * 7;
    let mut octets = vec![0_u8; n_bits.div_ceil(8)];
    octets[..header.len()].copy_from_slice(header);
    for (at, septet) in septets.iter().enumerate() {
        let bit = (n_header_septets + at) * 7;
        let shifted = u16::from(*septet) << (bit % 8);
        let [low, high] = shifted.to_le_bytes();
        octets[bit / 8] |= low;
        if high != 0 {
            octets[bit / 8 + 1] |= high;
        }
    }
    octets
}

fn unpack(octets: &[u8], n_septets: usize) -> Vec<u8> {
    let octet = |at: usize| u16::from(octets.get(at).copied().unwrap_or_default());
    (0..n_septets)
        .map(|at| {
            let bit = at * 7;
            let pair = octet(bit / 8) | octet(bit / 8 + 1) << 8;
            u8::try_from((pair >> (bit % 8)) & 0x7f).unwrap_or_default()
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, n_pieces: usize) {
        let mut pieces = encode(text, 0x2a);
        assert_eq!(pieces.len(), n_pieces, "{text}");
        assert!(pieces.iter().all(|piece| piece.user_data.len() <= 140), "a piece is at most 140 octets");
        pieces.reverse();
        assert_eq!(decode(&pieces).map(|received| received.text).as_deref(), Some(text));
    }

    /// what the handset shows is the text, byte for byte.
    #[test]
    fn a_text_survives_the_air() {
        check("Hello, your code is 493021.", 1);
        check("@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ€^{}\\[~]|\u{c}", 1);
        check(&"a".repeat(160), 1);
        check(&"ab€".repeat(100), 3);
        check("您的订单已发货 🎉", 1);
        check(&"שלום 🎉 你好\n".repeat(30), 5);
    }

    #[test]
    fn a_missing_piece_shows_nothing() {
        let mut pieces = encode(&"a".repeat(400), 1);
        pieces.pop();
        assert_eq!(decode(&pieces), None);
    }

    /// The example of 3GPP packing that many tools print: "hello" is E8 32 9B FD 06.
    #[test]
    fn septets_are_packed_as_the_standard_has_it() {
        assert_eq!(encode("hello", 0)[0].user_data, [0xe8, 0x32, 0x9b, 0xfd, 0x06]);
    }
}

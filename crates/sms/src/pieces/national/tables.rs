//! The national language tables as they are in 3GPP TS 23.038 Annex A: runs of characters by their first code.
//!
//! Codes without a character are left out, and so are the control codes ESC, CR2 and SS2. Marks, and letters that are
//! written from right to left, are given by code point.

/// Characters of consecutive codes, with the code of the first.
pub(super) type Run = (u8, &'static str);

/// §A.3.1.
pub(super) const TURKISH_LOCKING: &[Run] = &[
    (0x00, "@£$¥€éùıòÇ\nĞğ\rÅåΔ_ΦΓΛΩΠΨΣΘΞ"),
    (0x1C, "ŞşßÉ !\"#¤%&'()*+,-./0123456789:;<=>?İABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§çabcdefghijklmnopqrstuvwxyz"),
    (0x7B, "äöñüà"),
];

/// §A.2.1.
pub(super) const TURKISH_SINGLE: &[Run] = &[
    (0x0A, "\u{C}"),
    (0x14, "^"),
    (0x28, "{}"),
    (0x2F, "\\"),
    (0x3C, "[~]"),
    (0x40, "|"),
    (0x47, "Ğ"),
    (0x49, "İ"),
    (0x53, "Ş"),
    (0x63, "ç"),
    (0x65, "€"),
    (0x67, "ğ"),
    (0x69, "ı"),
    (0x73, "ş"),
];

/// §A.2.2.
pub(super) const SPANISH_SINGLE: &[Run] = &[
    (0x09, "ç\u{C}"),
    (0x14, "^"),
    (0x28, "{}"),
    (0x2F, "\\"),
    (0x3C, "[~]"),
    (0x40, "|Á"),
    (0x49, "Í"),
    (0x4F, "Ó"),
    (0x55, "Ú"),
    (0x61, "á"),
    (0x65, "€"),
    (0x69, "í"),
    (0x6F, "ó"),
    (0x75, "ú"),
];

/// §A.3.3.
pub(super) const PORTUGUESE_LOCKING: &[Run] = &[
    (0x00, "@£$¥êéúíóç\nÔô\rÁáΔ_ªÇÀ∞^\\€Ó|"),
    (0x1C, "ÂâÊÉ !\"#º%&'()*+,-./0123456789:;<=>?ÍABCDEFGHIJKLMNOPQRSTUVWXYZÃÕÚÜ§~abcdefghijklmnopqrstuvwxyz"),
    (0x7B, "ãõ`üà"),
];

/// §A.2.3.
pub(super) const PORTUGUESE_SINGLE: &[Run] = &[
    (0x05, "ê"),
    (0x09, "ç\u{C}Ôô"),
    (0x0E, "Áá"),
    (0x12, "ΦΓ^ΩΠΨΣΘ"),
    (0x1F, "Ê"),
    (0x28, "{}"),
    (0x2F, "\\"),
    (0x3C, "[~]"),
    (0x40, "|À"),
    (0x49, "Í"),
    (0x4F, "Ó"),
    (0x55, "Ú"),
    (0x5B, "ÃÕ"),
    (0x61, "Â"),
    (0x65, "€"),
    (0x69, "í"),
    (0x6F, "ó"),
    (0x75, "ú"),
    (0x7B, "ãõ"),
    (0x7F, "â"),
];

/// §A.3.4.
pub(super) const BENGALI_LOCKING: &[Run] = &[
    (0x00, "\u{981}\u{982}\u{983}অআইঈউঊঋ\nঌ"),
    (0x0D, "\r"),
    (0x0F, "এঐ"),
    (0x13, "ওঔকখগঘঙচ"),
    (0x1C, "ছজঝঞ !টঠডঢণত)(থদ,ধ.ন0123456789:;"),
    (0x3D, "পফ?বভমযর"),
    (0x46, "ল"),
    (0x4A, "শষসহ\u{9BC}ঽ\u{9BE}\u{9BF}\u{9C0}\u{9C1}\u{9C2}\u{9C3}\u{9C4}"),
    (0x59, "\u{9C7}\u{9C8}"),
    (0x5D, "\u{9CB}\u{9CC}\u{9CD}ৎabcdefghijklmnopqrstuvwxyz\u{9D7}\u{9DC}\u{9DD}ৰৱ"),
];

/// §A.2.4.
pub(super) const BENGALI_SINGLE: &[Run] = &[
    (0x00, "@£$¥¿\"¤%&'\u{C}*+"),
    (0x0E, "-/<=>¡^¡_#*০১"),
    (0x1C, "২৩৪৫৬৭৮৯\u{9DF}ৠৡ\u{9E2}{}\u{9E3}৲৳৴৵\\৶৷৸৹৺"),
    (0x3C, "[~]"),
    (0x40, "|ABCDEFGHIJKLMNOPQRSTUVWXYZ"),
    (0x65, "€"),
];

/// §A.3.5.
pub(super) const GUJARATI_LOCKING: &[Run] = &[
    (0x00, "\u{A81}\u{A82}\u{A83}અઆઇઈઉઊઋ\nઌઍ\r"),
    (0x0F, "એઐઑ"),
    (0x13, "ઓઔકખગઘઙચ"),
    (0x1C, "છજઝઞ !ટઠડઢણત)(થદ,ધ.ન0123456789:;"),
    (0x3D, "પફ?બભમયર"),
    (0x46, "લળ"),
    (0x49, "વશષસહ\u{ABC}ઽ\u{ABE}\u{ABF}\u{AC0}\u{AC1}\u{AC2}\u{AC3}\u{AC4}\u{AC5}"),
    (0x59, "\u{AC7}\u{AC8}\u{AC9}"),
    (0x5D, "\u{ACB}\u{ACC}\u{ACD}ૐabcdefghijklmnopqrstuvwxyzૠૡ\u{AE2}\u{AE3}૱"),
];

/// §A.2.5.
pub(super) const GUJARATI_SINGLE: &[Run] = &[
    (0x00, "@£$¥¿\"¤%&'\u{C}*+"),
    (0x0E, "-/<=>¡^¡_#*।॥"),
    (0x1C, "૦૧૨૩૪૫૬૭૮૯"),
    (0x28, "{}"),
    (0x2F, "\\"),
    (0x3C, "[~]"),
    (0x40, "|ABCDEFGHIJKLMNOPQRSTUVWXYZ"),
    (0x65, "€"),
];

/// §A.3.6.
pub(super) const HINDI_LOCKING: &[Run] = &[
    (0x00, "\u{901}\u{902}\u{903}अआइईउऊऋ\nऌऍ\rऎएऐऑऒओऔकखगघङच"),
    (0x1C, "छजझञ !टठडढणत)(थद,ध.न0123456789:;ऩपफ?बभमयरऱलळऴवशषसह\u{93C}ऽ\u{93E}\u{93F}\u{940}\u{941}\u{942}"),
    (0x55, "\u{943}\u{944}\u{945}\u{946}\u{947}\u{948}\u{949}\u{94A}\u{94B}\u{94C}\u{94D}ॐabcdefghijklmnopqr"),
    (0x73, "stuvwxyzॲॻॼॾॿ"),
];

/// §A.2.6.
pub(super) const HINDI_SINGLE: &[Run] = &[
    (0x00, "@£$¥¿\"¤%&'\u{C}*+"),
    (0x0E, "-/<=>¡^¡_#*।॥"),
    (0x1C, "०१२३४५६७८९\u{951}\u{952}{}\u{953}\u{954}\u{958}\u{959}\u{95A}\\\u{95B}\u{95C}\u{95D}\u{95E}"),
    (0x34, "\u{95F}ॠॡ\u{962}\u{963}॰ॱ"),
    (0x3C, "[~]"),
    (0x40, "|ABCDEFGHIJKLMNOPQRSTUVWXYZ"),
    (0x65, "€"),
];

/// §A.3.7.
pub(super) const KANNADA_LOCKING: &[Run] = &[
    (0x01, "\u{C82}\u{C83}ಅಆಇಈಉಊಋ\nಌ"),
    (0x0D, "\rಎಏಐ"),
    (0x12, "ಒಓಔಕಖಗಘಙಚ"),
    (0x1C, "ಛಜಝಞ !ಟಠಡಢಣತ)(ಥದ,ಧ.ನ0123456789:;"),
    (0x3D, "ಪಫ?ಬಭಮಯರಱಲಳ"),
    (0x49, "ವಶಷಸಹ\u{CBC}ಽ\u{CBE}\u{CBF}\u{CC0}\u{CC1}\u{CC2}\u{CC3}\u{CC4}"),
    (0x58, "\u{CC6}\u{CC7}\u{CC8}"),
    (0x5C, "\u{CCA}\u{CCB}\u{CCC}\u{CCD}\u{CD5}abcdefghijklmnopqrstuvwxyz\u{CD6}ೠೡ\u{CE2}\u{CE3}"),
];

/// §A.2.7.
pub(super) const KANNADA_SINGLE: &[Run] = &[
    (0x00, "@£$¥¿\"¤%&'\u{C}*+"),
    (0x0E, "-/<=>¡^¡_#*।॥"),
    (0x1C, "೦೧೨೩೪೫೬೭೮೯ೞೱ{}ೲ"),
    (0x2F, "\\"),
    (0x3C, "[~]"),
    (0x40, "|ABCDEFGHIJKLMNOPQRSTUVWXYZ"),
    (0x65, "€"),
];

/// §A.3.8.
pub(super) const MALAYALAM_LOCKING: &[Run] = &[
    (0x01, "\u{D02}\u{D03}അആഇഈഉഊഋ\nഌ"),
    (0x0D, "\rഎഏഐ"),
    (0x12, "ഒഓഔകഖഗഘങച"),
    (0x1C, "ഛജഝഞ !ടഠഡഢണത)(ഥദ,ധ.ന0123456789:;"),
    (0x3D, "പഫ?ബഭമയരറലളഴവശഷസഹ"),
    (0x4F, "ഽ\u{D3E}\u{D3F}\u{D40}\u{D41}\u{D42}\u{D43}\u{D44}"),
    (0x58, "\u{D46}\u{D47}\u{D48}"),
    (0x5C, "\u{D4A}\u{D4B}\u{D4C}\u{D4D}\u{D57}abcdefghijklmnopqrstuvwxyzൠൡ\u{D62}\u{D63}൹"),
];

/// §A.2.8.
pub(super) const MALAYALAM_SINGLE: &[Run] = &[
    (0x00, "@£$¥¿\"¤%&'\u{C}*+"),
    (0x0E, "-/<=>¡^¡_#*।॥"),
    (0x1C, "൦൧൨൩൪൫൬൭൮൯൰൱{}൲൳൴൵ൺ\\ൻർൽൾൿ"),
    (0x3C, "[~]"),
    (0x40, "|ABCDEFGHIJKLMNOPQRSTUVWXYZ"),
    (0x65, "€"),
];

/// §A.3.9.
pub(super) const ORIYA_LOCKING: &[Run] = &[
    (0x00, "\u{B01}\u{B02}\u{B03}ଅଆଇଈଉଊଋ\nଌ"),
    (0x0D, "\r"),
    (0x0F, "ଏଐ"),
    (0x13, "ଓଔକଖଗଘଙଚ"),
    (0x1C, "ଛଜଝଞ !ଟଠଡଢଣତ)(ଥଦ,ଧ.ନ0123456789:;"),
    (0x3D, "ପଫ?ବଭମଯର"),
    (0x46, "ଲଳ"),
    (0x49, "ଵଶଷସହ\u{B3C}ଽ\u{B3E}\u{B3F}\u{B40}\u{B41}\u{B42}\u{B43}\u{B44}"),
    (0x59, "\u{B47}\u{B48}"),
    (0x5D, "\u{B4B}\u{B4C}\u{B4D}\u{B56}abcdefghijklmnopqrstuvwxyz\u{B57}ୠୡ\u{B62}\u{B63}"),
];

/// §A.2.9.
pub(super) const ORIYA_SINGLE: &[Run] = &[
    (0x00, "@£$¥¿\"¤%&'\u{C}*+"),
    (0x0E, "-/<=>¡^¡_#*।॥"),
    (0x1C, "୦୧୨୩୪୫୬୭୮୯\u{B5C}\u{B5D}{}ୟ୰ୱ"),
    (0x2F, "\\"),
    (0x3C, "[~]"),
    (0x40, "|ABCDEFGHIJKLMNOPQRSTUVWXYZ"),
    (0x65, "€"),
];

/// §A.3.10.
pub(super) const PUNJABI_LOCKING: &[Run] = &[
    (0x00, "\u{A01}\u{A02}\u{A03}ਅਆਇਈਉਊ"),
    (0x0A, "\n"),
    (0x0D, "\r"),
    (0x0F, "ਏਐ"),
    (0x13, "ਓਔਕਖਗਘਙਚ"),
    (0x1C, "ਛਜਝਞ !ਟਠਡਢਣਤ)(ਥਦ,ਧ.ਨ0123456789:;"),
    (0x3D, "ਪਫ?ਬਭਮਯਰ"),
    (0x46, "ਲ\u{A33}"),
    (0x49, "ਵ\u{A36}"),
    (0x4C, "ਸਹ\u{A3C}"),
    (0x50, "\u{A3E}\u{A3F}\u{A40}\u{A41}\u{A42}"),
    (0x59, "\u{A47}\u{A48}"),
    (0x5D, "\u{A4B}\u{A4C}\u{A4D}\u{A51}abcdefghijklmnopqrstuvwxyz\u{A70}\u{A71}ੲੳੴ"),
];

/// §A.2.10.
pub(super) const PUNJABI_SINGLE: &[Run] = &[
    (0x00, "@£$¥¿\"¤%&'\u{C}*+"),
    (0x0E, "-/<=>¡^¡_#*।॥"),
    (0x1C, "੦੧੨੩੪੫੬੭੮੯\u{A59}\u{A5A}{}\u{A5B}ੜ\u{A5E}\u{A75}"),
    (0x2F, "\\"),
    (0x3C, "[~]"),
    (0x40, "|ABCDEFGHIJKLMNOPQRSTUVWXYZ"),
    (0x65, "€"),
];

/// §A.3.11.
pub(super) const TAMIL_LOCKING: &[Run] = &[
    (0x01, "\u{B82}ஃஅஆஇஈஉஊ"),
    (0x0A, "\n"),
    (0x0D, "\rஎஏஐ"),
    (0x12, "ஒஓஔக"),
    (0x19, "ஙச"),
    (0x1D, "ஜ"),
    (0x1F, "ஞ !ட"),
    (0x26, "ணத)("),
    (0x2C, ","),
    (0x2E, ".ந0123456789:;னப"),
    (0x3F, "?"),
    (0x42, "மயரறலளழவஶஷஸஹ"),
    (0x50, "\u{BBE}\u{BBF}\u{BC0}\u{BC1}\u{BC2}"),
    (0x58, "\u{BC6}\u{BC7}\u{BC8}"),
    (0x5C, "\u{BCA}\u{BCB}\u{BCC}\u{BCD}ௐabcdefghijklmnopqrstuvwxyz\u{BD7}௰௱௲௹"),
];

/// §A.2.11.
pub(super) const TAMIL_SINGLE: &[Run] = &[
    (0x00, "@£$¥¿\"¤%&'\u{C}*+"),
    (0x0E, "-/<=>¡^¡_#*।॥"),
    (0x1C, "௦௧௨௩௪௫௬௭௮௯௳௴{}௵௶௷௸௺\\"),
    (0x3C, "[~]"),
    (0x40, "|ABCDEFGHIJKLMNOPQRSTUVWXYZ"),
    (0x65, "€"),
];

/// §A.3.12.
pub(super) const TELUGU_LOCKING: &[Run] = &[
    (0x00, "\u{C01}\u{C02}\u{C03}అఆఇఈఉఊఋ\nఌ"),
    (0x0D, "\rఎఏఐ"),
    (0x12, "ఒఓఔకఖగఘఙచ"),
    (0x1C, "ఛజఝఞ !టఠడఢణత)(థద,ధ.న0123456789:;"),
    (0x3D, "పఫ?బభమయరఱలళ"),
    (0x49, "వశషసహ"),
    (0x4F, "ఽ\u{C3E}\u{C3F}\u{C40}\u{C41}\u{C42}\u{C43}\u{C44}"),
    (0x58, "\u{C46}\u{C47}\u{C48}"),
    (0x5C, "\u{C4A}\u{C4B}\u{C4C}\u{C4D}\u{C55}abcdefghijklmnopqrstuvwxyz\u{C56}ౠౡ\u{C62}\u{C63}"),
];

/// §A.2.12.
pub(super) const TELUGU_SINGLE: &[Run] = &[
    (0x00, "@£$¥¿\"¤%&'\u{C}*+"),
    (0x0E, "-/<=>¡^¡_#*"),
    (0x1C, "౦౧౨౩౪౫౬౭౮౯ౘౙ{}౸౹౺౻౼\\౽౾౿"),
    (0x3C, "[~]"),
    (0x40, "|ABCDEFGHIJKLMNOPQRSTUVWXYZ"),
];

/// §A.3.13.
pub(super) const URDU_LOCKING: &[Run] = &[
    (0x00, "\u{627}\u{622}\u{628}\u{67B}\u{680}\u{67E}\u{6A6}\u{62A}\u{6C2}\u{67F}\n\u{679}\u{67D}\r\u{67A}"),
    (0x0F, "\u{67C}\u{62B}\u{62C}\u{681}\u{684}\u{683}\u{685}\u{686}\u{687}\u{62D}\u{62E}\u{62F}"),
    (0x1C, "\u{68C}\u{688}\u{689}\u{68A} !\u{68F}\u{68D}\u{630}\u{631}\u{691}\u{693})(\u{699}\u{632},\u{696}"),
    (0x2E, ".\u{698}0123456789:;\u{69A}\u{633}\u{634}?\u{635}\u{636}\u{637}\u{638}\u{639}\u{641}\u{642}"),
    (0x47, "\u{6A9}\u{6AA}\u{6AB}\u{6AF}\u{6B3}\u{6B1}\u{644}\u{645}\u{646}\u{6BA}\u{6BB}\u{6BC}\u{648}"),
    (0x54, "\u{6C4}\u{6D5}\u{6C1}\u{6BE}\u{621}\u{6CC}\u{6D0}\u{6D2}\u{64D}\u{650}\u{64F}\u{657}\u{654}abcde"),
    (0x66, "fghijklmnopqrstuvwxyz\u{655}\u{651}\u{653}\u{656}\u{670}"),
];

/// §A.2.13.
pub(super) const URDU_SINGLE: &[Run] = &[
    (0x00, "@£$¥¿\"¤%&'\u{C}*+"),
    (0x0E, "-/<=>¡^¡_#*\u{600}\u{601}"),
    (0x1C, "۰۱۲۳۴۵۶۷۸۹،\u{60D}{}؎؏\u{610}\u{611}\u{612}\\\u{613}\u{614}\u{61B}\u{61F}\u{640}\u{652}\u{658}"),
    (0x37, "\u{66B}\u{66C}\u{672}\u{673}\u{6CD}[~]\u{6D4}|ABCDEFGHIJKLMNOPQRSTUVWXYZ"),
    (0x65, "€"),
];

//! Every length limit, in one table (D6).

/// Characters in a template's name.
pub const N_NAME_CHARS: usize = 64;
/// Characters in a variable's name (D5).
pub const N_VARIABLE_NAME_CHARS: usize = 32;
/// Characters in a variable's value.
pub const N_VALUE_CHARS: usize = 32;
/// Characters in a template's content before the editor warns.
pub const N_CONTENT_CHARS: usize = 500;
/// Letters in a template's name below which it describes nothing.
pub const N_NAME_LETTERS: usize = 5;
/// Findings that one rule reports; what it finds after that is dropped, since nobody reads on.
pub const N_FINDINGS_PER_RULE: usize = 100;

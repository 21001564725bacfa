//! One row of a file, borrowed from the importer.

/// A row as it stands in the file.
#[derive(Debug, Clone, Copy)]
pub struct Record<'a> {
    row: u32,
    text: &'a str,
    /// Where each field ends in `text`.
    ends: &'a [usize],
}

impl<'a> Record<'a> {
    /// A row of `text` whose fields end at `ends`; `row` is its number in the person's own file, from 1.
    pub fn new(row: u32, text: &'a str, ends: &'a [usize]) -> Self {
        Self { row, text, ends }
    }

    /// The row's number in the person's own file, from 1, as a spreadsheet shows it.
    pub fn row(&self) -> u32 {
        self.row
    }

    /// How many columns the row has.
    pub fn n_fields(&self) -> usize {
        self.ends.len()
    }

    /// The field in a column, from 0.
    #[inline]
    pub fn field(&self, column: usize) -> Option<&'a str> {
        let start = match column.checked_sub(1) {
            Some(before) => *self.ends.get(before)?,
            None => 0,
        };
        self.text.get(start..*self.ends.get(column)?)
    }

    /// Every field, in order.
    pub fn fields(&self) -> impl Iterator<Item = &'a str> + use<'a> {
        let starts = std::iter::once(0).chain(self.ends.iter().copied());
        let text = self.text;
        starts.zip(self.ends).map(move |(start, end)| text.get(start..*end).unwrap_or_default())
    }

    /// Whether nothing stands in it.
    pub fn is_blank(&self) -> bool {
        self.text.trim().is_empty()
    }
}
